package dev.assay.enclave.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.assay.enclave.attest.EnclaveIdentity;
import dev.assay.enclave.attest.SimulatedAttester;
import dev.assay.enclave.wasm.Samples;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import dev.assay.verification.workload.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyRenewalTest {
    private static final byte[] INPUT = {1};

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path dataDir;

    @Test
    void attachesWithNewKeysBeforeTheOldOnesEndAndFinishesUnderTheOldOnes() throws Exception {
        InstantSource clock = InstantSource.system();
        SimulatedAttester attester = SimulatedAttester.open(dataDir, clock);
        try (FakeRelay relay = new FakeRelay(0);
                EnclaveLink link = EnclaveLink.start(
                        settings(relay),
                        () -> EnclaveIdentity.create(attester, Duration.ofSeconds(3), clock),
                        dataDir.resolve("artifacts"),
                        clock)) {
            FakeRelay.Attached first = relay.awaitAttached();
            Address firstAddress = link.address();
            Digest loop = relay.publish(
                    Samples.infiniteLoop(), new Program.Limits(1 << 20, 1 << 16, Duration.ofSeconds(3)));
            first.execute(Requester.execute(new Requester().request(loop, INPUT), INPUT));
            first.awaitRunning();
            relay.awaitAttached();
            assertNotEquals(firstAddress, link.address());
            assertEquals("LIMIT_TIME", first.awaitAnswer().getFailed().getCode());
            first.awaitEnd();
        }
    }

    private static EnclaveLink.Settings settings(FakeRelay relay) {
        return new EnclaveLink.Settings(relay.address(), Requester.DOMAIN, 2, 0, 1 << 20, Duration.ZERO);
    }
}
