package dev.assay.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.client.AssayClient;
import dev.assay.client.Job;
import dev.assay.client.JobEvent;
import dev.assay.client.Result;
import dev.assay.client.Submission;
import dev.assay.edge.Channels;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.GetBalanceRequest;
import dev.assay.proto.v1.GetBalanceResponse;
import dev.assay.proto.v1.GetJobRequest;
import dev.assay.proto.v1.MarketServiceGrpc;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import dev.assay.verification.sign.SigningKey;
import io.grpc.ManagedChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeKilledTest {

    private static final long GRANT = 1_000_000;

    @TempDir
    Path folder;

    @Test
    void aJobWhoseNodeIsKilledCompletesOnAnotherAndNobodyIsPaidTwice() throws Exception {
        SigningKey key = SigningKey.generate(new SecureRandom());
        try (Testbed bed = new Testbed(folder);
                NodeProcess one = new NodeProcess(bed.market.address(), folder.resolve("one"));
                NodeProcess two = new NodeProcess(bed.market.address(), folder.resolve("two"));
                AssayClient client = AssayClient.connect(bed.address(), key, bed.simulatedTrust())) {
            one.awaitAttached();
            two.awaitAttached();
            Digest circuit = Testbed.publishReserves(client);
            byte[] input = Files.readAllBytes(Testbed.RESERVES.resolve("input.json"));

            Job job = client.submit(Submission.proved(circuit, input).maxPriceMicros(5_000));
            NodeProcess holder = NodeProcess.firstToLease(List.of(one, two));
            NodeProcess other = holder == one ? two : one;
            holder.kill();
            List<JobEvent> events = new ArrayList<>();
            Result result = job.await(events::add);

            assertInstanceOf(Result.Proved.class, result);
            long auctions = events.stream()
                    .filter(e -> e.fulfilment() == JobEvent.Fulfilment.AUCTION)
                    .count();
            boolean isHedged = events.stream().anyMatch(e -> e.code().equals("AT_RISK"));
            assertTrue(isHedged || auctions >= 2, "a second node was asked: " + events);
            assertBooks(
                    bed,
                    key.address(),
                    job.id(),
                    Address.ofHex(holder.address.get()),
                    Address.ofHex(other.address.get()));
        }
    }

    private static void assertBooks(Testbed bed, Address requester, Digest job, Address killed, Address other) {
        ManagedChannel channel = Channels.connect(bed.market.address());
        try {
            var market = MarketServiceGrpc.newBlockingStub(channel);
            var result = market.getJob(
                            GetJobRequest.newBuilder().setJobId(Wire.bytes(job)).build())
                    .getResult();
            GetBalanceResponse payer = balance(market, requester);
            assertEquals(other, Wire.address(result.getNode()));
            assertNotEquals(0, result.getPriceMicros());
            long lostMicros = GRANT - balance(market, killed).getAvailableMicros();
            assertTrue(lostMicros > 0, "it held the job, and said nothing");
            assertEquals(GRANT + result.getPriceMicros(), balance(market, other).getAvailableMicros());
            assertEquals(0, payer.getEscrowedMicros());
            assertEquals(
                    GRANT - result.getPriceMicros() + lostMicros / 2,
                    payer.getAvailableMicros(),
                    "half of what the killed node lost is the requester's");
            assertTrue(result.getPriceMicros() <= 5_000);
        } finally {
            channel.shutdownNow();
        }
    }

    private static GetBalanceResponse balance(MarketServiceGrpc.MarketServiceBlockingStub market, Address address) {
        return market.getBalance(
                GetBalanceRequest.newBuilder().setAddress(Wire.bytes(address)).build());
    }
}
