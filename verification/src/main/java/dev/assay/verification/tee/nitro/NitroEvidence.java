package dev.assay.verification.tee.nitro;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;

/** Step 1 of 3: a signed Nitro document whose shape is right; anyone may have made it. */
record NitroEvidence(Digest digest, CoseSign1 envelope, NitroDocument document) {

    /** A payload of 16384 bytes and the COSE structure around it, with room for an unprotected header. */
    static final int MAX_BYTES = CoseSign1.MAX_PAYLOAD_BYTES + 4096;

    /**
     * Reads a signed attestation document. Checks, with the clause of AWS's attestation_process.md:
     *
     * <ol>
     *   <li>the size, before anything else;
     *   <li>3.1: a COSE_Sign1 with or without tag 18; the protected header is {1: -35}; the payload has at most 16384 bytes.
     *       The unprotected header is not signed and not read;
     *   <li>3.2.2.1: the mandatory fields are there and not null;
     *   <li>3.2.2.2: type, length and value of every field; 2.2: the three user fields have at most 1024 bytes;
     *   <li>3.2.3, note: each certificate is an X.509 version 3 certificate, in DER, of a P-384 key.
     * </ol>
     *
     * @throws Rejection at the first check that fails
     */
    static NitroEvidence parse(byte[] evidence) {
        return parse(NitroDocument.Kind.ENCLAVE, evidence);
    }

    /** The same of the other kind of document that a Nitro hypervisor signs. */
    static NitroEvidence parse(NitroDocument.Kind kind, byte[] evidence) {
        checkSize(evidence);
        CoseSign1 envelope = CoseSign1.parse(evidence);
        NitroDocument document = NitroDocument.parse(kind, envelope.payload());
        return new NitroEvidence(Digest.sha256(evidence), envelope, document);
    }

    private static void checkSize(byte[] evidence) {
        if (evidence.length > MAX_BYTES) {
            throw new Rejection(Reason.TOO_LARGE, evidence.length + " bytes; the limit is " + MAX_BYTES);
        }
    }
}
