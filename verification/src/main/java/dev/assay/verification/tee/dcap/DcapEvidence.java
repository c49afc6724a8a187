package dev.assay.verification.tee.dcap;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import java.util.Arrays;

/** Step 1 of 3: a quote whose shape is right; anyone may have made it. */
public final class DcapEvidence {

    /** Quotes have about 5 KB, and clouds hand them out in buffers of 8000 bytes. */
    static final int MAX_BYTES = 16 << 10;

    private static final int BODY_SGX = 1;
    private static final int BODY_TD_1_0 = 2;
    private static final int BODY_TD_1_5 = 3;

    private final Digest digest;
    private final QuoteHeader header;
    private final Report report;
    private final byte[] signedBytes;
    private final QuoteSignature signature;

    private DcapEvidence(
            Digest digest, QuoteHeader header, Report report, byte[] signedBytes, QuoteSignature signature) {
        this.digest = digest;
        this.header = header;
        this.report = report;
        this.signedBytes = signedBytes;
        this.signature = signature;
    }

    /** The shape alone, as {@link #read} says; nothing in it is believed yet. */
    public static Verdict<DcapEvidence> parse(byte[] quote) {
        try {
            return new Verdict.Verified<>(read(quote));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /**
     * Reads a quote. Checks, with the clause of Intel's quote library API documents (SGX, appendix A.4; TDX, A.3):
     *
     * <ol>
     *   <li>the size, before anything else;
     *   <li>header: version 3, 4 or 5, an ECDSA P-256 key, a TEE that the version knows, Intel's QE, reserved bytes zero;
     *   <li>body: a report of the TEE, in version 5 of the type and size that its descriptor says;
     *   <li>signature data: of the length that it says, and each part in it too; certification data of types 1 to 3 and 5,
     *       since version 4 inside type 6;
     *   <li>nothing but zero bytes after it, which some clouds fill their buffer with.
     * </ol>
     *
     * @throws Rejection at the first check that fails
     */
    static DcapEvidence read(byte[] quote) {
        if (quote.length > MAX_BYTES) {
            throw new Rejection(Reason.TOO_LARGE, quote.length + " bytes; the limit is " + MAX_BYTES);
        }
        Cursor in = new Cursor(quote);
        QuoteHeader header = QuoteHeader.read(in);
        Report report = report(header, in);
        byte[] signedBytes = Arrays.copyOf(quote, in.position());
        Cursor data = in.part(in.u32());
        QuoteSignature signature = QuoteSignature.read(header.version(), data);
        data.checkEnd("the signature data");
        checkPadding(in.rest());
        return new DcapEvidence(Digest.sha256(quote), header, report, signedBytes, signature);
    }

    private static Report report(QuoteHeader header, Cursor in) {
        if (header.version() == 5) {
            return described(header.tee(), in);
        }
        return switch (header.tee()) {
            case SGX -> EnclaveReport.read(in);
            case TDX -> TdReport.read(in, TdReport.BYTES_1_0);
        };
    }

    private static Report described(Tee tee, Cursor in) {
        int type = in.u16();
        Cursor body = in.part(in.u32());
        Report report = switch (type) {
            case BODY_SGX -> EnclaveReport.read(body);
            case BODY_TD_1_0 -> TdReport.read(body, TdReport.BYTES_1_0);
            case BODY_TD_1_5 -> TdReport.read(body, TdReport.BYTES_1_5);
            default -> throw new Rejection(Reason.QUOTE_TEE_TYPE, "body type " + type);
        };
        body.checkEnd("the body");
        if ((tee == Tee.SGX) != (type == BODY_SGX)) {
            throw new Rejection(Reason.QUOTE_TEE_TYPE, "body type " + type + " in a quote of " + tee);
        }
        return report;
    }

    private static void checkPadding(byte[] padding) {
        for (byte b : padding) {
            if (b != 0) {
                throw new Rejection(Reason.MALFORMED, "something other than zero padding follows the quote");
            }
        }
    }

    /** SHA-256 of the quote as received, padding and all. */
    public Digest digest() {
        return digest;
    }

    /** 3, 4 or 5. */
    public int version() {
        return header.version();
    }

    public Report report() {
        return report;
    }

    Tee tee() {
        return header.tee();
    }

    /** Header and body: what the attestation key signed. */
    byte[] signedBytes() {
        return signedBytes.clone();
    }

    QuoteSignature signature() {
        return signature;
    }
}
