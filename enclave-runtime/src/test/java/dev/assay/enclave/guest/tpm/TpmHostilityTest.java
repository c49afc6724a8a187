package dev.assay.enclave.guest.tpm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.simulator.SoftwareTpm;
import dev.assay.verification.tee.tpm.TpmHash;
import dev.assay.verification.tee.tpm.TpmQuote;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A TPM is the host's in most clouds: whatever it answers is an answer or an IOException. */
class TpmHostilityTest {
    private static final SoftwareTpm SOFTWARE = SoftwareTpm.withEccKey(new SecureRandom());
    private static final byte[] NONCE = {1, 2, 3};

    private final FakeTpm fake = new FakeTpm(SOFTWARE);

    /** Changes what a TPM answers. */
    private record Spoiled(TpmChannel tpm, UnaryOperator<byte[]> spoil) implements TpmChannel {
        @Override
        public String name() {
            return tpm.name();
        }

        @Override
        public byte[] transmit(byte[] command) throws IOException {
            return spoil.apply(tpm.transmit(command));
        }

        @Override
        public void close() {}
    }

    private Tpm tpm(UnaryOperator<byte[]> spoil) {
        return Tpm.on(new Spoiled(fake, spoil));
    }

    @Test
    void anyAnswerIsAnAnswerOrAnIoException() throws IOException {
        Tpm.on(fake).write(0x0180_0001, new byte[600]);
        for (long seed = 1; seed <= 4; seed++) {
            Random random = new Random(seed);
            Tpm tpm = tpm(answer -> mutated(answer, random));
            for (int i = 0; i < 1_000; i++) {
                attempt(() -> tpm.read(0x0180_0001));
                attempt(tpm::description);
                attempt(tpm::indices);
                attempt(tpm::banks);
                attempt(() -> tpm.registers(TpmRegisters.all(TpmHash.SHA256)));
            }
        }
    }

    private interface Attempt {
        Object run() throws IOException;
    }

    private static void attempt(Attempt attempt) {
        try {
            attempt.run();
        } catch (TpmException e) {
            assertTrue(e.toString().contains("TPM_RC_"), e::toString);
        } catch (IOException expected) {
            // What a broken or hostile TPM gets.
        }
    }

    /** Not the response code: a TPM that asks for patience gets it, which takes time. */
    private static byte[] mutated(byte[] answer, Random random) {
        byte[] copy =
                random.nextInt(4) == 0 ? Arrays.copyOf(answer, 1 + random.nextInt(answer.length)) : answer.clone();
        int at = random.nextInt(copy.length);
        if (at < 6 || at > 9) {
            copy[at] ^= (byte) (1 << random.nextInt(8));
        }
        return copy;
    }

    @Test
    void refusesAnOversizedOrUndersizedResponse() {
        assertThrows(
                IOException.class,
                () -> tpm(answer -> Arrays.copyOf(answer, answer.length + 1)).banks());
        assertThrows(
                IOException.class,
                () -> tpm(answer -> Arrays.copyOf(answer, answer.length - 1)).banks());
        assertThrows(IOException.class, () -> tpm(answer -> new byte[0]).banks());
    }

    @Test
    void refusesAQuoteForAnotherNonce() {
        Tpm other = tpm(answer -> {
            byte[] changed = answer.clone();
            // Behind the header, the parameters' size, the TPM2B's size, magic, type, signer and the nonce's size.
            changed[10 + 4 + 2 + 4 + 2 + 2 + 34 + 2] ^= 1;
            return changed;
        });
        assertThrows(
                IOException.class,
                () -> other.quote(AzureGuest.ATTESTATION_KEY, NONCE, TpmRegisters.all(TpmHash.SHA256)));
    }

    @Test
    void quotesAgainWhenARegisterChangesInBetween() throws IOException {
        int[] left = {2};
        Tpm tpm = tpm(answer -> {
            boolean quoted = ByteBuffer.wrap(answer).getShort() == (short) 0x8002;
            if (quoted && left[0]-- > 0) {
                fake.extend(16);
            }
            return answer;
        });
        TpmQuotation quotation = tpm.quote(AzureGuest.ATTESTATION_KEY, NONCE, TpmRegisters.all(TpmHash.SHA256));
        byte[][] values = quotation.registers().values().values().toArray(byte[][]::new);
        assertArrayEquals(
                TpmHash.SHA256.digest(values),
                TpmQuote.parse(quotation.message()).pcrDigest());
        assertEquals(-1, left[0]);
    }

    @Test
    void givesUpOnRegistersThatNeverRest() {
        Tpm tpm = tpm(answer -> {
            fake.extend(16);
            return answer;
        });
        assertThrows(
                IOException.class,
                () -> tpm.quote(AzureGuest.ATTESTATION_KEY, NONCE, TpmRegisters.all(TpmHash.SHA256)));
    }

    @Test
    void sendsAgainWhatATpmAsksToHaveSentAgain() throws IOException {
        int[] left = {3};
        Tpm tpm = tpm(answer -> left[0]-- > 0 ? FakeTpm.refused(ResponseCode.RETRY) : answer);
        assertTrue(tpm.banks().contains(TpmHash.SHA256));
    }

    @Test
    void namesResponseCodes() {
        assertEquals("TPM_RC_NV_UNINITIALIZED", ResponseCode.describe(0x14A));
        assertEquals("TPM_RC_VALUE of parameter 2", ResponseCode.describe(0x2C4));
        assertEquals("TPM_RC_AUTH_FAIL of session 1", ResponseCode.describe(0x98E));
        assertEquals("TPM_RC_HANDLE of handle 1", ResponseCode.describe(0x18B));
        assertEquals("TPM_RC_unknown", ResponseCode.describe(0xFFFF_FF00));
    }
}
