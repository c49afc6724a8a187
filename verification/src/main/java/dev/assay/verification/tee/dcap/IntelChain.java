package dev.assay.verification.tee.dcap;

import dev.assay.verification.Checks;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.ecdsa.EcdsaKey;
import dev.assay.verification.ecdsa.NistCurve;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.x509.Certificate;
import dev.assay.verification.x509.PublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A chain of Intel's provisioning certification PKI, leaf first, with the role of each certificate. Which key may sign
 * what depends on the role alone, so a certificate of another role, also a genuine one, is refused (Intel SGX PCK
 * Certificate and CRL Profile Specification, sections 1.3.1 to 1.3.4).
 *
 * @param names the exact CN that each certificate may have
 */
record IntelChain(List<Certificate> certificates, List<Set<String>> names) {

    private static final Set<String> ROOT = Set.of("Intel SGX Root CA");

    private static final List<Set<String>> PCK = List.of(
            Set.of("Intel SGX PCK Certificate"),
            Set.of("Intel SGX PCK Platform CA", "Intel SGX PCK Processor CA"),
            ROOT);

    private static final List<Set<String>> TCB_SIGNING = List.of(Set.of("Intel SGX TCB Signing"), ROOT);

    /** Enough to say how many there are too many. */
    private static final int MAX_CERTIFICATES = 8;

    /** Of a platform: PCK, platform or processor CA, root. */
    static IntelChain pck(byte[] pem) {
        return read(pem, PCK);
    }

    /** Of TCB info and QE identity: signer, root. */
    static IntelChain tcbSigning(byte[] pem) {
        return read(pem, TCB_SIGNING);
    }

    private static IntelChain read(byte[] pem, List<Set<String>> names) {
        List<Certificate> certificates = Certificate.parsePem(withoutNul(pem), MAX_CERTIFICATES);
        if (certificates.size() != names.size()) {
            throw new Rejection(
                    Reason.CERTIFICATE_CHAIN_LENGTH, certificates.size() + " certificates, not " + names.size());
        }
        return new IntelChain(certificates, names);
    }

    /** Intel's quoting enclave ends the text as C does. */
    private static byte[] withoutNul(byte[] pem) {
        boolean terminated = pem.length > 0 && pem[pem.length - 1] == 0;
        return terminated ? Arrays.copyOf(pem, pem.length - 1) : pem;
    }

    /**
     * Follows the chain. Checks:
     *
     * <ol>
     *   <li>no certificate is marked as simulated, or, under simulated anchors, the root is;
     *   <li>the root is among the anchors by its SHA-256, and not by its name;
     *   <li>each has the name of its role, exactly;
     *   <li>each is valid at {@code now}, the root too;
     *   <li>CA flag, key usage and path length are those of its role;
     *   <li>each is issued and signed by the next. The root's signature of itself proves nothing and is not checked.
     * </ol>
     *
     * @throws Rejection with every check that fails
     */
    IntelChain verify(TrustAnchors anchors, Instant now) {
        Checks checks = new Checks();
        checks.make(() -> anchors.checkSimulation(certificates, root()));
        checks.make(() -> anchors.checkRoot(root()));
        checks.make(this::checkNames);
        checks.make(() -> checkValidity(now));
        checks.make(this::checkRoles);
        checks.make(() -> anchors.checkLinks(certificates));
        checks.end();
        return this;
    }

    Certificate leaf() {
        return certificates.getFirst();
    }

    /** Of the leaf; the root itself for a chain of two. */
    Certificate issuer() {
        return certificates.get(1);
    }

    Certificate root() {
        return certificates.getLast();
    }

    /** @throws Rejection unless it is on P-256 */
    EcdsaKey leafKey() {
        if (leaf().key() instanceof PublicKey.Ec(EcdsaKey key) && key.curve() == NistCurve.P256) {
            return key;
        }
        throw new Rejection(Reason.CERTIFICATE_ALGORITHM, leaf().subject() + " has no key on P-256");
    }

    void checkValidity(Instant now) {
        certificates.forEach(certificate -> certificate.checkValidity(now));
    }

    private void checkNames() {
        for (int i = 0; i < certificates.size(); i++) {
            Certificate certificate = certificates.get(i);
            if (certificate.commonName().filter(names.get(i)::contains).isEmpty()) {
                throw new Rejection(
                        Reason.CERTIFICATE_NAME, certificate.subject() + " where the name is one of " + names.get(i));
            }
        }
    }

    private void checkRoles() {
        if (leaf().isCa() || leaf().maySignCertificates() || !leaf().maySignData()) {
            throw new Rejection(Reason.CERTIFICATE_ROLE, leaf().subject() + " is not for signing data only");
        }
        for (int i = 1; i < certificates.size(); i++) {
            Certificate certificate = certificates.get(i);
            if (!certificate.isCa() || !certificate.maySignCertificates()) {
                throw new Rejection(
                        Reason.CERTIFICATE_ROLE, certificate.subject() + " is not for signing certificates");
            }
            certificate.checkPathLength(i - 1);
        }
    }
}
