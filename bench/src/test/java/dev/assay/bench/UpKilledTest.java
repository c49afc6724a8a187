package dev.assay.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.assay.client.AssayClient;
import dev.assay.client.Job;
import dev.assay.client.JobEvent;
import dev.assay.client.Result;
import dev.assay.client.Submission;
import dev.assay.client.Trust;
import dev.assay.edge.HostPort;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.SigningKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpKilledTest {

    private static final int JOBS = 4;

    @TempDir
    Path folder;

    @Test
    void aNetworkThatIsKilledInTheMiddleOfJobsLosesNoneOfThem() throws Exception {
        HostPort listen = UpProcess.freePort();
        CountDownLatch assigned = new CountDownLatch(1);
        List<Future<Result>> results = new ArrayList<>();
        try (ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor()) {
            UpProcess first = new UpProcess(folder, listen);
            first.awaitReady();
            Digest root = simulatedRoot();
            AssayClient client = client(listen, root);
            Digest circuit = Testbed.publishReserves(client);
            byte[] input = Files.readAllBytes(Testbed.RESERVES.resolve("input.json"));
            for (int i = 0; i < JOBS; i++) {
                Job job = client.submit(
                        Submission.proved(circuit, input).maxPriceMicros(5_000).deadlineIn(Duration.ofMinutes(5)));
                results.add(waiting.submit(() -> job.await(event -> countDownWhenAssigned(event, assigned))));
            }
            assigned.await(60, TimeUnit.SECONDS);
            first.kill();

            UpProcess second = new UpProcess(folder, listen);
            second.awaitReady();
            for (Future<Result> result : results) {
                assertInstanceOf(Result.Proved.class, result.get(3, TimeUnit.MINUTES));
            }
            // The enclave's root was kept too, so whoever trusted it still does.
            assertEquals(root, simulatedRoot());
            Digest program = Testbed.publishMedianPrice(client);
            byte[] prices = Files.readAllBytes(Testbed.PROGRAMS.resolve("median-price/input.csv"));
            assertInstanceOf(
                    Result.SimulatedAttested.class,
                    client.submit(Submission.attested(program, prices)).await());
            client.close();
            second.stop();
        }
    }

    private static void countDownWhenAssigned(JobEvent event, CountDownLatch assigned) {
        if (event.fulfilment() == JobEvent.Fulfilment.ASSIGNED) {
            assigned.countDown();
        }
    }

    private Digest simulatedRoot() throws Exception {
        return Digest.ofHex(
                Files.readString(folder.resolve("simulated-root.sha256")).strip());
    }

    private static AssayClient client(HostPort relay, Digest root) {
        Trust trust = Trust.insecureSimulated(Set.of(root), Testbed.policy());
        return AssayClient.connect(relay, SigningKey.generate(new SecureRandom()), trust);
    }
}
