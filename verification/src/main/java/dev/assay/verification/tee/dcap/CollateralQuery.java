package dev.assay.verification.tee.dcap;

import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import java.util.Arrays;

/**
 * By what the collateral of a quote is asked for at Intel's service. Nothing is verified: a quote that lies about itself gets
 * collateral that does not fit it.
 */
public sealed interface CollateralQuery {

    /** Which TCB info and which quoting enclave's identity. */
    enum Kind {
        SGX,
        TDX
    }

    Kind kind();

    /**
     * The quote brings its PCK certificate (certification data of type 5): {@link PckIdentity} says the rest.
     *
     * @param pckChain PEM, leaf first
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Chain(Kind kind, byte[] pckChain) implements CollateralQuery {}

    /**
     * The quote names its platform and TCB (types 1 to 3), by which the PCK certificate is to be looked up first.
     *
     * @param ppid 16 bytes in the clear, or encrypted for Intel in 256 or 384
     * @param cpuSvn 16 bytes
     * @param pceId 2 bytes
     * @param qeId 16 bytes: the quoting enclave of one platform, as the quote's header has it
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Lookup(Kind kind, byte[] ppid, byte[] cpuSvn, int pceSvn, byte[] pceId, byte[] qeId)
            implements CollateralQuery {}

    /** @param quote as {@link DcapEvidence#parse} takes it */
    static Verdict<CollateralQuery> of(byte[] quote) {
        try {
            DcapEvidence evidence = DcapEvidence.read(quote);
            Kind kind = evidence.tee() == Tee.TDX ? Kind.TDX : Kind.SGX;
            return new Verdict.Verified<>(
                    switch (evidence.signature().certification()) {
                        case CertificationData.Chain chain ->
                            new Chain(kind, chain.pem().clone());
                        case CertificationData.Platform platform -> platform.lookup(kind, qeId(quote));
                    });
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /** The first 16 bytes of the header's user data (SGX ECDSA quote library API, appendix A.4). */
    private static byte[] qeId(byte[] quote) {
        return Arrays.copyOfRange(quote, 28, 44);
    }
}
