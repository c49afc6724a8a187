package dev.assay.verification.tee;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.x509.Certificate;
import dev.assay.verification.x509.SignatureCache;
import dev.assay.verification.x509.SimulatedMark;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The roots that evidence may chain to, each named by the SHA-256 of its DER certificate. A root never comes from the
 * evidence; and production and simulated roots are two types, so that no policy can mix them.
 *
 * <p>Arm CCA has no certificates: there the digest is that of the SubjectPublicKeyInfo of a platform's key.
 *
 * <p>Anchors remember the signatures that were verified below them ({@link SignatureCache}): whoever verifies more than
 * once keeps them, or the {@link TrustStore} that holds them. Anchors of the same roots are equal, whatever they
 * remember.
 */
public sealed interface TrustAnchors {

    /**
     * Roots of hardware. Evidence with the marks of {@link SimulatedMark} is refused here, whatever is pinned.
     *
     * @param roots SHA-256 of each root's DER; not empty
     * @param known what was verified below them
     */
    record Production(Set<Digest> roots, SignatureCache known) implements TrustAnchors {
        public Production {
            roots = atLeastOne(roots);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Production that && that.roots.equals(roots);
        }

        @Override
        public int hashCode() {
            return roots.hashCode();
        }
    }

    /**
     * Throw-away roots of simulated TEEs: they vouch for nothing, and evidence under them is never {@code Verified}. A
     * root without the marks of {@link SimulatedMark} is refused here.
     *
     * @param roots SHA-256 of each root's DER; not empty
     * @param known what was verified below them
     */
    record InsecureSimulated(Set<Digest> roots, SignatureCache known) implements TrustAnchors {
        public InsecureSimulated {
            roots = atLeastOne(roots);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof InsecureSimulated that && that.roots.equals(roots);
        }

        @Override
        public int hashCode() {
            return roots.hashCode();
        }
    }

    Set<Digest> roots();

    SignatureCache known();

    /**
     * Before the pin: a pinned digest must not make a simulated TEE pass for hardware, nor the reverse.
     *
     * @param chain of one root
     * @throws Rejection if a certificate is marked as simulated, or, under simulated anchors, the root is not
     */
    default void checkSimulation(List<Certificate> chain, Certificate root) {
        switch (this) {
            case Production production -> {
                if (chain.stream().anyMatch(Certificate::hintsAtSimulation)) {
                    throw new Rejection(Reason.EVIDENCE_SIMULATED, "a certificate says SIMULATED");
                }
            }
            case InsecureSimulated simulated -> {
                if (!root.declaresSimulation()) {
                    throw new Rejection(
                            Reason.EVIDENCE_NOT_SIMULATED, "root " + root.subject() + " is no simulated one");
                }
            }
        }
    }

    /**
     * @throws Rejection unless it is one of these, by the SHA-256 of its DER: never by its name, nor by its being there
     */
    default void checkRoot(Certificate root) {
        if (!roots().contains(root.digest())) {
            throw new Rejection(Reason.ROOT_UNTRUSTED, "root " + root.subject() + ", SHA-256 " + root.digest());
        }
    }

    /**
     * Names and signatures, from the root downwards. The root's signature of itself proves nothing and is not checked.
     *
     * @param chain leaf first and the root last
     * @throws Rejection at the first certificate that the next one did not issue
     */
    default void checkLinks(List<Certificate> chain) {
        SignatureCache known = knownBelow(chain.getLast().digest());
        for (int i = chain.size() - 1; i > 0; i--) {
            chain.get(i - 1).checkIssuedBy(chain.get(i), known);
        }
    }

    /**
     * What was verified below a root, to be used and added to from the root downwards; nothing below any other root, so
     * that a chain of somebody's own making leaves no trace.
     */
    default SignatureCache knownBelow(Digest root) {
        return roots().contains(root) ? known() : new SignatureCache();
    }

    /**
     * The root of the AWS Nitro Attestation PKI, {@code CN=aws.nitro-enclaves}, valid from 2019 to 2049: the
     * fingerprint that the AWS Nitro Enclaves user guide publishes ("Verifying the root of trust").
     */
    static TrustAnchors awsNitro() {
        return pinned(Set.of(Digest.ofHex("641a0321a3e244efe456463195d606317ed7cdcc3c1756e09893f3c68f79bb5b")));
    }

    /**
     * The roots of the certificates that Google gives to the attestation keys of virtual TPMs: {@code EK/AK CA Root},
     * valid from 2022 to 2122, and {@code tpm_ek_v1_cloud_host_root}, from 2018 to 2118, by the certificates that
     * google/go-tpm-tools has in {@code server/ca-certs} and Google publishes at pki.goog/cloud_integrity.
     */
    static TrustAnchors googleVtpm() {
        return pinned(Set.of(
                Digest.ofHex("594759594b9b61524f6c8ef668f7177f7b9066bc0674f2f49fe9e052be78beb2"),
                Digest.ofHex("9bd5285f8fb18502a7947e621ffd470266f49fcd3b73e19a190f690ad32a7caf")));
    }

    /**
     * The roots of the certificates that Azure gives to the attestation keys of virtual TPMs: {@code Azure Virtual TPM
     * Root Certificate Authority 2023}, valid until 2048 (Microsoft Learn, "Trusted Launch FAQ"), and {@code Microsoft
     * RSA Devices Root CA 2021}, valid until 2046 (www.microsoft.com/pkiops/certs).
     */
    static TrustAnchors azureVtpm() {
        return pinned(Set.of(
                Digest.ofHex("e6c596b17f8ffefba5c300f714cfb1260c6028704ecf7becc4ab5018efb00e95"),
                Digest.ofHex("8c2bb9144d4970c94fb8105cc5d860a58e2e675eb360fdd8c14b30833aaaec1d")));
    }

    /**
     * The root of Intel's SGX and TDX provisioning certification, {@code CN=Intel SGX Root CA}, valid from 2018 to
     * 2049: the certificate that Intel publishes at
     * certificates.trustedservices.intel.com/Intel_SGX_Provisioning_Certification_RootCA.cer. And an earlier
     * certificate of the same name and key, valid to 2033, that the chains of early platforms end in.
     */
    static TrustAnchors intelSgx() {
        return pinned(Set.of(
                Digest.ofHex("44a0196b2b99f889b8e149e95b807a350e7424964399e885a7cbb8ccfab674d3"),
                Digest.ofHex("fc64f8076d79a4fee9d1d473d74c89eb8d8fd55c5abafeabeba7366d20429404")));
    }

    /**
     * AMD's root keys (ARK) of the product lines Milan, Genoa and Turin: the first certificate that AMD's key
     * distribution service gives at {@code https://kdsintf.amd.com/vcek/v1/<product>/cert_chain} (AMD 57230, section
     * 4.2), and at {@code vlek} as well.
     */
    static TrustAnchors amdSevSnp() {
        return pinned(Set.of(
                Digest.ofHex("69d063b45344d26a2e94e1f4210de49ef555308287d4c174445c95639a540bcd"),
                Digest.ofHex("4c6598d19c18719c5dfd4a7d335f674e5bfe1d8f800cea2cf270c10d103db2f1"),
                Digest.ofHex("1f084161a44bb6d93778a904877d4819cafa5d05ef4193b2ded9dd9c73dd3f6a")));
    }

    /**
     * The root of NVIDIA's device certificates, {@code CN=NVIDIA Device Identity CA}, from 2021 without an end: SHA-256
     * of {@code verifier_device_root.pem}, which NVIDIA publishes with its verifiers (github.com/NVIDIA/nvtrust).
     */
    static TrustAnchors nvidiaDevices() {
        return pinned(Set.of(Digest.ofHex("102bf659d5419614c9d8e6aecebc80454eb26b1df6a769ac720b9a690b167b48")));
    }

    /**
     * The root of NVIDIA's reference manifests, {@code CN=NVIDIA CoRIM signing Root CA}, valid from 2023 to 2053:
     * SHA-256 of {@code verifier_RIM_root.pem}, which NVIDIA publishes with its verifiers (github.com/NVIDIA/nvtrust).
     */
    static TrustAnchors nvidiaReferences() {
        return pinned(Set.of(Digest.ofHex("12977b5115acb0381179279fffeb5a8c4d264971ebb32298023a465fa41df5d1")));
    }

    /**
     * Roots of hardware that the caller names, such as another partition's of AWS.
     *
     * @throws IllegalArgumentException if there is no root
     */
    static TrustAnchors pinned(Set<Digest> roots) {
        return new Production(roots, new SignatureCache());
    }

    /**
     * Roots that no hardware stands behind.
     *
     * @throws IllegalArgumentException if there is no root
     */
    static TrustAnchors insecureSimulated(Set<Digest> roots) {
        return new InsecureSimulated(roots, new SignatureCache());
    }

    private static Set<Digest> atLeastOne(Set<Digest> roots) {
        if (roots.isEmpty()) {
            throw new IllegalArgumentException("trust anchors without a root trust nothing");
        }
        return Set.copyOf(roots);
    }
}
