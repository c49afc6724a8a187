package dev.assay.verification.tee.dcap;

import dev.assay.verification.Checks;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.EndorsementParts;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Intel's collateral as it was received: nothing in it is believed, or even read, before it is verified. What is missing is
 * found when it is needed, and is never a pass.
 */
public final class DcapEndorsements {

    private static final String TCB_INFO = "tcb-info";
    private static final String TCB_INFO_ISSUER_CHAIN = "tcb-info-issuer-chain";
    private static final String QE_IDENTITY = "qe-identity";
    private static final String QE_IDENTITY_ISSUER_CHAIN = "qe-identity-issuer-chain";
    private static final String ROOT_CRL = "root-crl";
    private static final String PCK_CRL = "pck-crl";
    private static final String PCK_CHAIN = "pck-chain";

    /** The names of the parts. */
    public static final Set<String> NAMES = Set.of(
            TCB_INFO, TCB_INFO_ISSUER_CHAIN, QE_IDENTITY, QE_IDENTITY_ISSUER_CHAIN, ROOT_CRL, PCK_CRL, PCK_CHAIN);

    private final byte @Nullable [] tcbInfo;
    private final byte @Nullable [] qeIdentity;
    private final byte @Nullable [] tcbInfoIssuerChain;
    private final byte @Nullable [] qeIdentityIssuerChain;
    private final byte @Nullable [] rootCrl;
    private final byte @Nullable [] pckCrl;
    private final byte @Nullable [] pckChain;

    private DcapEndorsements(Builder from) {
        tcbInfo = from.tcbInfo;
        qeIdentity = from.qeIdentity;
        tcbInfoIssuerChain = from.tcbInfoIssuerChain;
        qeIdentityIssuerChain = from.qeIdentityIssuerChain;
        rootCrl = from.rootCrl;
        pckCrl = from.pckCrl;
        pckChain = from.pckChain;
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads the JSON that Intel's QVL, dcap-qvl and their users keep collateral in: {@code tcb_info} and {@code qe_identity}
     * (the signed text, as a string), {@code tcb_info_signature} and {@code qe_identity_signature} (hexadecimal digits),
     * {@code tcb_info_issuer_chain} and {@code qe_identity_issuer_chain} (PEM), {@code root_ca_crl} and {@code pck_crl}
     * (hexadecimal digits of DER, or PEM); {@code pck_certificate_chain} (PEM) if there is one. {@code pck_crl_issuer_chain}
     * is not used: the list must be of the issuer in the quote's own chain.
     *
     * @param json at most 1 MiB
     */
    public static Verdict<DcapEndorsements> parse(byte[] json) {
        try {
            return new Verdict.Verified<>(CollateralFile.read(json));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /**
     * As evidence carries them: a part for each method of {@link Builder}, of which only the PCK chain may be absent in the
     * end.
     *
     * @throws Rejection if a part is unknown or comes twice
     */
    public static DcapEndorsements of(EndorsementParts parts) {
        parts.only(NAMES);
        Builder builder = builder();
        parts.one(TCB_INFO).ifPresent(builder::tcbInfo);
        parts.one(TCB_INFO_ISSUER_CHAIN).ifPresent(builder::tcbInfoIssuerChain);
        parts.one(QE_IDENTITY).ifPresent(builder::qeIdentity);
        parts.one(QE_IDENTITY_ISSUER_CHAIN).ifPresent(builder::qeIdentityIssuerChain);
        parts.one(ROOT_CRL).ifPresent(builder::rootCrl);
        parts.one(PCK_CRL).ifPresent(builder::pckCrl);
        parts.one(PCK_CHAIN).ifPresent(builder::pckChain);
        return builder.build();
    }

    /** What {@link #of} reads back. */
    public EndorsementParts parts() {
        return EndorsementParts.none()
                .with(TCB_INFO, orEmpty(tcbInfo))
                .with(TCB_INFO_ISSUER_CHAIN, orEmpty(tcbInfoIssuerChain))
                .with(QE_IDENTITY, orEmpty(qeIdentity))
                .with(QE_IDENTITY_ISSUER_CHAIN, orEmpty(qeIdentityIssuerChain))
                .with(ROOT_CRL, orEmpty(rootCrl))
                .with(PCK_CRL, orEmpty(pckCrl))
                .with(PCK_CHAIN, orEmpty(pckChain));
    }

    private static byte[] orEmpty(byte @Nullable [] part) {
        return part == null ? new byte[0] : part;
    }

    /** @throws Rejection with each part that is missing */
    void checkComplete() {
        Checks checks = new Checks();
        checks.make(this::tcbInfo);
        checks.make(this::tcbInfoIssuerChain);
        checks.make(this::qeIdentity);
        checks.make(this::qeIdentityIssuerChain);
        checks.make(this::rootCrl);
        checks.make(this::pckCrl);
        checks.end();
    }

    byte[] tcbInfo() {
        return given("the TCB info", tcbInfo);
    }

    byte[] qeIdentity() {
        return given("the QE identity", qeIdentity);
    }

    byte[] tcbInfoIssuerChain() {
        return given("the TCB info's issuer chain", tcbInfoIssuerChain);
    }

    byte[] qeIdentityIssuerChain() {
        return given("the QE identity's issuer chain", qeIdentityIssuerChain);
    }

    /** Intel's are the same: one signer for both. */
    boolean hasOneIssuerChain() {
        return Arrays.equals(tcbInfoIssuerChain, qeIdentityIssuerChain);
    }

    byte[] rootCrl() {
        return given("the root CA's revocation list", rootCrl);
    }

    byte[] pckCrl() {
        return given("the PCK CA's revocation list", pckCrl);
    }

    /** Needed only for quotes that do not bring it. */
    Optional<byte[]> pckChain() {
        return Optional.ofNullable(pckChain);
    }

    private static byte[] given(String what, byte @Nullable [] part) {
        if (part == null || part.length == 0) {
            throw new Rejection(Reason.ENDORSEMENT_MISSING, what);
        }
        return part;
    }

    /** Takes the parts as Intel's provisioning certification service (PCS, or a PCCS) gives them. */
    public static final class Builder {

        private byte @Nullable [] tcbInfo;
        private byte @Nullable [] qeIdentity;
        private byte @Nullable [] tcbInfoIssuerChain;
        private byte @Nullable [] qeIdentityIssuerChain;
        private byte @Nullable [] rootCrl;
        private byte @Nullable [] pckCrl;
        private byte @Nullable [] pckChain;

        private Builder() {}

        /** {@code {"tcbInfo":{...},"signature":"..."}}, to the byte as the service sent it. */
        public Builder tcbInfo(byte[] json) {
            tcbInfo = json.clone();
            return this;
        }

        /** {@code {"enclaveIdentity":{...},"signature":"..."}}, to the byte as the service sent it. */
        public Builder qeIdentity(byte[] json) {
            qeIdentity = json.clone();
            return this;
        }

        /** Signer and root of both in PEM, when they are the same, as Intel's are. */
        public Builder issuerChain(byte[] pem) {
            return tcbInfoIssuerChain(pem).qeIdentityIssuerChain(pem);
        }

        /** Signer and root in PEM: the header TCB-Info-Issuer-Chain, without its URL encoding. */
        public Builder tcbInfoIssuerChain(byte[] pem) {
            tcbInfoIssuerChain = pem.clone();
            return this;
        }

        /** Signer and root in PEM: the header SGX-Enclave-Identity-Issuer-Chain, without its URL encoding. */
        public Builder qeIdentityIssuerChain(byte[] pem) {
            qeIdentityIssuerChain = pem.clone();
            return this;
        }

        /** In DER. */
        public Builder rootCrl(byte[] der) {
            rootCrl = der.clone();
            return this;
        }

        /** In DER; of the platform CA or the processor CA, whichever issued the PCK certificate. */
        public Builder pckCrl(byte[] der) {
            pckCrl = der.clone();
            return this;
        }

        /** PCK certificate, CA and root in PEM; for quotes with certification data of type 1 to 3, which do not bring it. */
        public Builder pckChain(byte[] pem) {
            pckChain = pem.clone();
            return this;
        }

        public DcapEndorsements build() {
            return new DcapEndorsements(this);
        }
    }
}
