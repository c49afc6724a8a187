package dev.assay.enclave.guest.nitro;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.enclave.guest.fuse.DeviceSource;
import dev.assay.enclave.guest.kernel.Errno;
import dev.assay.enclave.guest.kernel.KernelException;
import dev.assay.simulator.SimulatedNitro;
import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.cbor.CborEncoding;
import dev.assay.verification.cbor.CborValue;
import dev.assay.verification.tee.Freshness;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.tee.nitro.NitroPolicy;
import dev.assay.verification.tee.nitro.NitroVerifier;
import dev.assay.verification.tee.nitro.VerifiedNitro;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link NitroGuest} does, whichever way its device is reached. */
abstract class NitroGuestContract {
    private static final SimulatedNitro NITRO = SimulatedNitro.create(new SecureRandom(), FakeNsm.NOW);

    private static final Digest NONCE = Digest.sha256(new byte[] {3});

    private final FakeNsm module = new FakeNsm(NITRO);
    private final DeviceSource source;

    @SuppressWarnings("NullAway.Init")
    private NitroGuest guest;

    NitroGuestContract(DeviceSource source) {
        this.source = source;
    }

    @BeforeEach
    void open() throws IOException {
        guest = NitroGuest.on(source.open(module));
    }

    @AfterEach
    void close() throws IOException {
        guest.close();
        source.close();
    }

    @Test
    void itsDocumentPassesTheVerifierAsSimulated() throws IOException {
        byte[] document = guest.attest(field(1), field(2), Optional.of(NONCE.bytes()));
        Verdict<VerifiedNitro> verdict = NitroVerifier.verify(
                document, TrustAnchors.insecureSimulated(Set.of(NITRO.rootDigest())), policy(), FakeNsm.NOW);
        if (!(verdict instanceof Verdict.Simulated<VerifiedNitro>(VerifiedNitro verified))) {
            throw new AssertionError(verdict);
        }
        assertArrayEquals(new byte[] {1}, verified.publicKey().orElseThrow());
        assertArrayEquals(new byte[] {2}, verified.userData().orElseThrow());
    }

    private static NitroPolicy policy() {
        return NitroPolicy.builder()
                .anyMeasurement()
                .refuseDebug()
                .freshness(Freshness.nonce(NONCE))
                .clockSkew(Duration.ofMinutes(1))
                .build();
    }

    @Test
    void takesTheLargestFieldsAndRefusesLarger() throws IOException {
        Optional<byte[]> most = Optional.of(new byte[NitroGuest.MAX_FIELD_BYTES]);
        assertTrue(guest.attest(most, most, most).length > 3 * NitroGuest.MAX_FIELD_BYTES);
        Optional<byte[]> more = Optional.of(new byte[NitroGuest.MAX_FIELD_BYTES + 1]);
        assertThrows(IllegalArgumentException.class, () -> guest.attest(more, Optional.empty(), Optional.empty()));
    }

    @Test
    void describesTheModule() throws IOException {
        NsmDescription description = guest.describe();
        assertEquals(32, description.maxPcrs());
        assertEquals("SHA384", description.digest());
        assertEquals(16, description.lockedPcrs().size());
        assertEquals("i-simulated-enc0123", description.moduleId());
    }

    @Test
    void extendsARegisterUntilItIsLocked() throws IOException {
        byte[] data = {7};
        byte[] expected = FakeNsm.sha384(new byte[48], data);
        assertArrayEquals(expected, guest.extend(16, data));
        assertArrayEquals(expected, guest.register(16).value());
        assertFalse(guest.register(16).locked());
        guest.lock(16);
        assertTrue(guest.register(16).locked());
        NsmException refused = assertThrows(NsmException.class, () -> guest.extend(16, data));
        assertEquals(NsmError.READ_ONLY_INDEX, refused.error());
    }

    @Test
    void locksARange() throws IOException {
        guest.lockBelow(20);
        assertTrue(guest.register(19).locked());
        assertFalse(guest.register(20).locked());
    }

    @Test
    void givesRandomBytes() throws IOException {
        assertEquals(256, guest.random().length);
    }

    @Test
    void namesTheModulesError() {
        assertEquals(
                NsmError.INVALID_INDEX,
                assertThrows(NsmException.class, () -> guest.register(99)).error());
        module.spoil = same -> CborEncoding.encode(FakeNsm.error("SomethingNew"));
        assertEquals(
                NsmError.OTHER,
                assertThrows(NsmException.class, () -> guest.register(1)).error());
    }

    @Test
    void refusesAnOversizedResponse() {
        module.spoil = same -> new byte[NsmDevice.MAX_RESPONSE_BYTES + 1];
        KernelException cause = assertInstanceOf(
                KernelException.class,
                assertThrows(IOException.class, () -> guest.describe()).getCause());
        assertEquals(Errno.EMSGSIZE, cause.errno());
    }

    @Test
    void doesNotBelieveALengthBeyondItsRoom() {
        for (long length : new long[] {NsmDevice.MAX_RESPONSE_BYTES + 1, 0, -1, Long.MIN_VALUE, 1L << 32}) {
            module.claimedLength = Optional.of(length);
            assertThrows(IOException.class, () -> guest.describe());
        }
    }

    @Test
    void refusesTheAnswerToAnotherRequest() {
        module.spoil = same -> CborEncoding.encode(new CborValue.Text("LockPCR"));
        assertThrows(IOException.class, () -> guest.describe());
    }

    @Test
    void anyAnswerIsAnAnswerOrAnIoException() {
        Random random = new Random(5);
        module.spoil = answer -> mutated(answer, random);
        for (int i = 0; i < mutations(); i++) {
            try {
                guest.describe();
                guest.register(3);
            } catch (IOException expected) {
                // What a broken or hostile module gets.
            }
        }
    }

    /** Each is tried on two requests. */
    int mutations() {
        return 10_000;
    }

    private static byte[] mutated(byte[] answer, Random random) {
        byte[] copy =
                random.nextInt(4) == 0 ? Arrays.copyOf(answer, 1 + random.nextInt(answer.length)) : answer.clone();
        copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
        return copy;
    }

    private static Optional<byte[]> field(int value) {
        return Optional.of(new byte[] {(byte) value});
    }
}
