package dev.assay.enclave.guest.tpm;

import dev.assay.enclave.guest.BoundedFile;
import dev.assay.verification.tee.tpm.TpmHash;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A VM of Google Compute Engine. Its virtual TPM has no attestation key that stays, but the template of one and a
 * certificate for what the template makes.
 */
public final class GoogleGuest implements AutoCloseable {

    /** The log of the firmware, below the root of the file system; securityfs has to be mounted. */
    public static final Path EVENT_LOG = Path.of("sys/kernel/security/tpm0/binary_bios_measurements");

    private static final int MAX_LOG_BYTES = 16 << 20;

    /** The attestation key's kind: where its certificate and template lie (google/go-tpm-tools, client/keys.go). */
    public enum KeyKind {
        RSA(0x01C1_0000, 0x01C1_0001),
        ECC(0x01C1_0002, 0x01C1_0003);

        private final int certificate;
        private final int template;

        KeyKind(int certificate, int template) {
            this.certificate = certificate;
            this.template = template;
        }

        public int certificateIndex() {
            return certificate;
        }

        public int templateIndex() {
            return template;
        }
    }

    private final Tpm tpm;
    private final Path root;

    private GoogleGuest(Tpm tpm, Path root) {
        this.tpm = tpm;
        this.root = root;
    }

    /**
     * @param root of the file system
     * @throws IOException if there is no TPM, or this process may not open it
     */
    public static GoogleGuest open(Path device, Path root) throws IOException {
        return on(Tpm.open(device), root);
    }

    /** On a TPM that is open; it is closed with the guest. */
    public static GoogleGuest on(Tpm tpm, Path root) {
        return new GoogleGuest(tpm, root);
    }

    /**
     * Evidence made now: a quote of each bank of SHA-2, the firmware's log, the key and its certificate. The log is
     * read before the quotes: an event that comes in between makes them disagree, and is tried again by the caller.
     *
     * @param nonce at most 64 bytes, which the quotes repeat
     */
    public GoogleTpmEvidence evidence(KeyKind kind, byte[] nonce) throws IOException {
        byte[] template = required(kind.template);
        byte[] certificate = CertificateMemory.certificate(required(kind.certificate));
        Optional<byte[]> log = BoundedFile.read(root.resolve(EVENT_LOG), MAX_LOG_BYTES);
        TpmKey key = tpm.endorsementKey(template);
        try {
            return new GoogleTpmEvidence(key.publicArea(), certificate, quotes(key, nonce), log);
        } finally {
            tpm.remove(key);
        }
    }

    private byte[] required(int index) throws IOException {
        return tpm.read(index)
                .orElseThrow(() -> new IOException("the TPM has no index 0x" + Integer.toHexString(index)
                        + ": this is no VM of Google's, or one without a certified attestation key"));
    }

    private List<TpmQuotation> quotes(TpmKey key, byte[] nonce) throws IOException {
        List<TpmQuotation> quotes = new ArrayList<>();
        for (TpmHash bank : tpm.banks()) {
            if (bank != TpmHash.SHA1) {
                quotes.add(tpm.quote(key.handle(), nonce, TpmRegisters.all(bank)));
            }
        }
        return quotes;
    }

    @Override
    public void close() {
        tpm.close();
    }
}
