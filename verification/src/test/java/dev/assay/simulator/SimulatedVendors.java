package dev.assay.simulator;

import dev.assay.verification.Digest;
import dev.assay.verification.evidence.EnclaveKeys;
import dev.assay.verification.evidence.EvidenceBundle;
import dev.assay.verification.evidence.EvidenceKind;
import dev.assay.verification.evidence.ReportData;
import dev.assay.verification.tee.EndorsementParts;
import dev.assay.verification.tee.TrustStore;
import dev.assay.verification.tee.cca.CcaEndorsement;
import dev.assay.verification.tee.nvidia.NvidiaEndorsements;
import dev.assay.verification.tee.snp.SnpEndorsements;
import dev.assay.verification.tee.snp.SnpProduct;
import dev.assay.verification.tee.snp.SnpSigningKey;
import dev.assay.verification.tee.vtpm.AkEndorsements;
import dev.assay.verification.tee.vtpm.AzureEndorsements;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One simulated machine of every kind, each with all that its vendor would publish, so that whatever takes evidence can be
 * tested with evidence of each kind. Its roots say SIMULATED and vouch for nothing.
 */
public final class SimulatedVendors {

    private static final String GPU_DRIVER = "580.1";
    private static final String GPU_VBIOS = "96.00.74.00.20";

    private final Instant now;
    private final SimulatedNitro nitro;
    private final SimulatedDcap intel;
    private final SimulatedSnp amd;
    private final SimulatedNvidia nvidia;
    private final SimulatedAzureVtpm azure;
    private final SimulatedGcpVtpm google;
    private final SimulatedCca arm;

    private SimulatedVendors(SecureRandom random, Instant now) {
        this.now = now;
        nitro = SimulatedNitro.create(random, now);
        intel = SimulatedDcap.create(random, now);
        amd = SimulatedSnp.create(SnpProduct.MILAN, random, now);
        nvidia = SimulatedNvidia.create(now);
        azure = SimulatedAzureVtpm.on(amd, SoftwareTpm.withRsaKey(random), random, now);
        google = SimulatedGcpVtpm.create(random, now);
        arm = SimulatedCca.create(random);
    }

    /** Makes all of them; AMD's keys, RSA of 4096 bits, take some seconds. */
    public static SimulatedVendors create(SecureRandom random, Instant now) {
        return new SimulatedVendors(random, now);
    }

    /** Accepts evidence of these machines, and of no hardware. */
    public TrustStore trust() {
        return TrustStore.insecureSimulated(roots());
    }

    /** SHA-256 of each root. */
    public Set<Digest> roots() {
        return Set.of(
                nitro.rootDigest(),
                intel.rootDigest(),
                amd.rootDigest(),
                nvidia.deviceRootDigest(),
                nvidia.rimRootDigest(),
                azure.keyRoot(),
                google.rootDigest(),
                arm.keyDigest());
    }

    /** Evidence of an enclave that binds these keys, and a verifier's nonce if there is one. */
    public EvidenceBundle attest(EvidenceKind kind, EnclaveKeys keys, Optional<Digest> nonce) {
        return switch (kind) {
            case AWS_NITRO -> EvidenceBundle.of(kind, nitro(keys, nonce), EndorsementParts.none());
            case AWS_NITROTPM -> EvidenceBundle.of(kind, nitroTpm(keys, nonce), EndorsementParts.none());
            default -> attest(kind, ReportData.of(keys, nonce)).binding(keys, nonce);
        };
    }

    /** Evidence of somebody else's program, that has a verifier's nonce as its report data. */
    public EvidenceBundle attest(EvidenceKind kind, Digest nonce) {
        return attest(kind, ReportData.of(nonce));
    }

    private EvidenceBundle attest(EvidenceKind kind, ReportData data) {
        byte[] narrow = data.narrow().bytes();
        return switch (kind) {
            case AWS_NITRO, AWS_NITROTPM -> throw new IllegalArgumentException(kind + " has no report data");
            case INTEL_SGX ->
                EvidenceBundle.of(
                        kind,
                        intel.enclave(filled(1, 32), filled(2, 32), data.wide()).quote(),
                        intel.endorsements(QuoteWriter.SGX).parts());
            case INTEL_TDX ->
                EvidenceBundle.of(
                        kind,
                        intel.domain(5, Map.of("mrtd", filled(3, 48)), data.wide())
                                .quote(),
                        intel.endorsements(QuoteWriter.TDX).parts());
            case AMD_SEV_SNP ->
                EvidenceBundle.of(
                        kind,
                        amd.attest(SnpSigningKey.VCEK, filled(4, 48), data.wide()),
                        amd.endorsements(SnpSigningKey.VCEK)
                                .withRevocationList(amd.revocationList(now))
                                .parts());
            case NVIDIA -> nvidia(narrow);
            case AZURE_SNP_VTPM ->
                EvidenceBundle.of(kind, utf8(azure.attest(narrow)), azureSnp().parts());
            case AZURE_TDX_VTPM ->
                EvidenceBundle.of(kind, azureTdx(narrow), azureTdx().parts());
            case GCP_VTPM ->
                EvidenceBundle.of(
                        kind,
                        google.attest(narrow),
                        AkEndorsements.insecureWithoutRevocation(google.authorities())
                                .parts());
            case ARM_CCA -> cca(data);
        };
    }

    private byte[] nitro(EnclaveKeys keys, Optional<Digest> nonce) {
        return nitro.attest(
                Map.of(0, filled(5, 48)),
                keys.signingKey(),
                keys.encode(),
                nonce.map(Digest::bytes).orElse(null),
                now);
    }

    private byte[] nitroTpm(EnclaveKeys keys, Optional<Digest> nonce) {
        return nitro.attestTpm(
                Map.of(4, filled(6, 48), 7, filled(7, 48)),
                keys.signingKey(),
                keys.encode(),
                nonce.map(Digest::bytes).orElse(null),
                now);
    }

    /** A GPU in confidential mode, with answers about all of its certificates and both of its manifests. */
    private EvidenceBundle nvidia(byte[] nonce) {
        SimulatedNvidiaDevice gpu = nvidia.gpu("0011223344556677");
        byte[] driver = nvidia.gpuRim(GPU_DRIVER, Map.of(35, List.of(SimulatedNvidiaDevice.digest(36))));
        byte[] vbios = nvidia.gpuRim(GPU_VBIOS, Map.of(1, List.of(SimulatedNvidiaDevice.digest(2))));
        List<byte[]> answers = new ArrayList<>(answers(gpu.chain(), 1));
        answers.addAll(answers(nvidia.rimChain(), 0));
        NvidiaEndorsements endorsements = new NvidiaEndorsements(answers, List.of(driver, vbios), Optional.empty());
        String json = "[{\"arch\":\"HOPPER\",\"nonce\":\"" + HexFormat.of().formatHex(nonce) + "\",\"evidence\":\""
                + base64(gpu.report(nonce)) + "\",\"certificate\":\"" + base64(gpu.chainPem()) + "\"}]";
        return EvidenceBundle.of(
                EvidenceKind.NVIDIA, utf8(json), EndorsementParts.none().and("0/", endorsements.parts()));
    }

    private List<byte[]> answers(List<NvidiaCertificate> chain, int first) {
        List<byte[]> answers = new ArrayList<>();
        for (int i = first; i + 1 < chain.size(); i++) {
            NvidiaCertificate issuer = chain.get(i + 1);
            answers.add(SimulatedOcsp.of(issuer).good(chain.get(i), issuer, now));
        }
        return answers;
    }

    private AzureEndorsements azureSnp() {
        SnpEndorsements.Certificates processor = azure.processor();
        return new AzureEndorsements.Snp(
                processor.intermediate(), processor.root(), amd.revocationList(now), withoutKeyCertificate());
    }

    private byte[] azureTdx(byte[] nonce) {
        SimulatedAzureTdx machine = new SimulatedAzureTdx(azure, intel);
        QuoteWriter quote = machine.quote(4);
        return utf8(machine.attest(nonce, machine.tdReport(quote), quote.quote()));
    }

    private AzureEndorsements azureTdx() {
        return new AzureEndorsements.Tdx(intel.endorsements(QuoteWriter.TDX), withoutKeyCertificate());
    }

    private static AkEndorsements withoutKeyCertificate() {
        return AkEndorsements.insecureWithoutRevocation(List.of());
    }

    private EvidenceBundle cca(ReportData data) {
        byte[] token = arm.attest(
                data.wide(),
                new byte[64],
                filled(8, 32),
                List.of(filled(9, 32), filled(9, 32), filled(9, 32), filled(9, 32)));
        return EvidenceBundle.of(
                EvidenceKind.ARM_CCA, token, EndorsementParts.none().with("platforms", platforms(arm.endorsement())));
    }

    /** The store of trust anchors that {@code CcaEndorsements.parse} reads. */
    private static byte[] platforms(CcaEndorsement platform) {
        byte[] point = platform.attestationKey().encoded();
        int width = (point.length - 1) / 2;
        HexFormat hex = HexFormat.of();
        Base64.Encoder url = Base64.getUrlEncoder().withoutPadding();
        return utf8("[{\"instance-id\":\"" + hex.formatHex(platform.instanceId()) + "\",\"implementation-id\":\""
                + hex.formatHex(platform.implementationId())
                + "\",\"pkey\":{\"kty\":\"EC\",\"crv\":\"P-384\",\"x\":\""
                + url.encodeToString(Arrays.copyOfRange(point, 1, 1 + width)) + "\",\"y\":\""
                + url.encodeToString(Arrays.copyOfRange(point, 1 + width, point.length)) + "\"}}]");
    }

    private static byte[] filled(int value, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
