package dev.assay.enclave.guest.tpm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.verification.tee.tpm.TpmHash;
import dev.assay.verification.tee.tpm.TpmQuote;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same against the reference implementation. */
class SwtpmGuestTest extends TpmGuestContract {
    private static final byte[] ECC_TEMPLATE = new TpmArea()
            .u16(0x0023)
            .u16(0x000B)
            .u32(0x0005_0072)
            .u16(0)
            .u16(0x0010)
            .u16(0x0018)
            .u16(0x000B)
            .u16(0x0003)
            .u16(0x0010)
            .u16(0)
            .u16(0)
            .bytes();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path made;

    /** A TPM with the key, once: an RSA key takes it a second. */
    @BeforeAll
    static void makeTheKey() throws IOException {
        assumeTrue(Swtpm.isInstalled(), "swtpm is not installed");
        try (Swtpm swtpm = Swtpm.start(made)) {
            Tpm tpm = Tpm.on(swtpm);
            persist(swtpm, tpm.endorsementKey(RSA_TEMPLATE));
        }
    }

    @Override
    TpmChannel start() throws IOException {
        Path copy = Files.createTempDirectory(folder, "tpm");
        Files.copy(made.resolve(Swtpm.STATE), copy.resolve(Swtpm.STATE));
        return Swtpm.start(copy);
    }

    /** TPM2_EvictControl. */
    static void persist(TpmChannel channel, TpmKey key) throws IOException {
        byte[] response = channel.transmit(ByteBuffer.allocate(35)
                .putShort((short) 0x8002)
                .putInt(35)
                .putInt(0x120)
                .putInt(0x4000_0001)
                .putInt(key.handle())
                .putInt(9)
                .putInt(0x4000_0009)
                .putShort((short) 0)
                .put((byte) 0)
                .putShort((short) 0)
                .putInt(AzureGuest.ATTESTATION_KEY)
                .array());
        assertEquals(0, ByteBuffer.wrap(response).getInt(6), "the key stays");
    }

    @Test
    void aTemplateMakesTheSameKeyEachTime() throws IOException {
        Tpm tpm = Tpm.on(channel);
        TpmKey one = tpm.endorsementKey(ECC_TEMPLATE);
        tpm.remove(one);
        TpmKey other = tpm.endorsementKey(ECC_TEMPLATE);
        assertArrayEquals(one.publicArea(), other.publicArea());
        assertArrayEquals(
                NONCE,
                TpmQuote.parse(tpm.quote(other.handle(), NONCE, all(TpmHash.SHA384))
                                .message())
                        .extraData());
        tpm.remove(other);
    }
}
