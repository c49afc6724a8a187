package dev.assay.simulator;

import dev.assay.verification.Digest;
import dev.assay.verification.tee.snp.SnpEndorsements;
import dev.assay.verification.tee.snp.SnpProduct;
import dev.assay.verification.tee.snp.SnpSigningKey;
import dev.assay.verification.tee.tpm.TpmHash;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x509.BasicConstraints;

/**
 * A simulated Azure confidential VM on a simulated AMD processor: a paravisor's report, a quote of its virtual TPM and
 * a certificate of the TPM's key, in the real formats under throw-away roots that say SIMULATED. Tests change its public
 * fields to make one thing wrong.
 */
public final class SimulatedAzureVtpm {

    /** Azure's certificates name both. */
    private static final String MICROSOFT = "1.3.6.1.4.1.311.10.3.12";

    private static final String FOR_ATTESTATION_KEYS = "2.23.133.8.3";

    private static final Duration LIFE = Duration.ofDays(365);

    public final SoftwareTpm tpm;
    public final VtpmCertificate root;
    public final VtpmCertificate leaf;

    /** The name of the key in the runtime claims. */
    public String keyName = "HCLAkPub";

    /** Further keys in the runtime claims: each with a comma before it. */
    public String moreKeys = "";

    public boolean secureBoot = true;
    public int vmpl;
    /** The report data after the claims' hash: 32 bytes. */
    public byte[] restOfReportData = new byte[32];

    private final SimulatedSnp snp;
    private final byte[] rootDer;

    private SimulatedAzureVtpm(SimulatedSnp snp, SoftwareTpm tpm, SecureRandom random, Instant now) {
        this.snp = snp;
        this.tpm = tpm;
        Instant from = now.minus(LIFE);
        Instant to = now.plus(LIFE);
        root = new VtpmCertificate("SIMULATED Azure Virtual TPM Root", SoftwareTpm.keys("EC", random), from, to)
                .authority(new BasicConstraints(true));
        rootDer = root.issue();
        leaf = new VtpmCertificate("SIMULATED AK", tpm.keys(), from, to).purposes(MICROSOFT, FOR_ATTESTATION_KEYS);
    }

    /** Makes processor, TPM and roots; RSA keys of 4096 bits take some seconds. */
    public static SimulatedAzureVtpm create(SecureRandom random, Instant now) {
        return on(SimulatedSnp.create(SnpProduct.MILAN, random, now), SoftwareTpm.withRsaKey(random), random, now);
    }

    /** On a processor that is there already, with a TPM whose key is RSA. */
    public static SimulatedAzureVtpm on(SimulatedSnp snp, SoftwareTpm tpm, SecureRandom random, Instant now) {
        return new SimulatedAzureVtpm(snp, tpm, random, now);
    }

    /** SHA-256 of the processor's root. */
    public Digest hardwareRoot() {
        return snp.rootDigest();
    }

    /** SHA-256 of the root of the attestation key's certificate. */
    public Digest keyRoot() {
        return Digest.sha256(rootDer);
    }

    /** DER of the root of the attestation key's certificate. */
    public byte[] keyAuthority() {
        return rootDer.clone();
    }

    /** The processor's certificates, apart from the VCEK's, which the evidence brings. */
    public SnpEndorsements.Certificates processor() {
        return snp.endorsements(SnpSigningKey.VCEK).certificates(SnpSigningKey.VCEK);
    }

    /** Evidence as most attesters write it, without a certificate of the key. */
    public String attest(byte[] nonce) {
        return "{\"version\":1,\"tpm_quote\":" + quote(nonce) + ",\"hcl_report\":\""
                + base64(hclReport().toByteArray()) + "\",\"vcek\":\""
                + base64(processor().endorsementKey()) + "\"}";
    }

    /** Evidence with a certificate of the key. */
    public String attestWithCertificate(byte[] nonce) {
        return "{\"hcl_report_base64\":\"" + base64(hclReport().toByteArray()) + "\",\"vcek\":\""
                + base64(processor().endorsementKey()) + "\",\"tpm_attestation\":{\"quote\":" + quote(nonce)
                + ",\"ak_certificate_pem\":\"" + base64(leaf.issue(root))
                + "\",\"event_log\":[],\"instance_info\":null}}";
    }

    public String quote(byte[] nonce) {
        byte[] message = tpm.quote(nonce, TpmHash.SHA256);
        String pcrs = tpm.bank(TpmHash.SHA256).values().stream()
                .map(pcr -> "\"" + HexFormat.of().formatHex(pcr) + "\"")
                .collect(Collectors.joining(","));
        return "{\"signature\":\"" + HexFormat.of().formatHex(tpm.signRaw(message)) + "\",\"message\":\""
                + HexFormat.of().formatHex(message) + "\",\"pcrs\":[" + pcrs + "]}";
    }

    public HclReportWriter hclReport() {
        byte[] claims = claims().getBytes(StandardCharsets.UTF_8);
        byte[] reportData = new byte[64];
        System.arraycopy(TpmHash.SHA256.digest(claims), 0, reportData, 0, 32);
        System.arraycopy(restOfReportData, 0, reportData, 32, 32);
        byte[] report = snp.sign(snp.report(SnpSigningKey.VCEK)
                .u32(SnpReportWriter.VMPL, vmpl)
                .bytes(SnpReportWriter.MEASUREMENT, new byte[48])
                .bytes(SnpReportWriter.REPORT_DATA, reportData));
        return new HclReportWriter(2, report, claims);
    }

    /** The runtime claims, which the hardware's report data is the hash of. */
    public String claims() {
        RSAPublicKey key = (RSAPublicKey) tpm.keys().getPublic();
        return "{\"keys\":[{\"kid\":\"" + keyName + "\",\"key_ops\":[\"sign\"],\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\""
                + base64(unsigned(key.getModulus())) + "\"}" + moreKeys + "],\"vm-configuration\":{\"secure-boot\":"
                + secureBoot + ",\"vmUniqueId\":\"SIMULATED\"},\"user-data\":\"" + "00".repeat(64) + "\"}";
    }

    private static byte[] unsigned(BigInteger modulus) {
        byte[] bytes = modulus.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
