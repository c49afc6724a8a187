package dev.assay.simulator;

import dev.assay.verification.Digest;
import dev.assay.verification.tee.snp.SnpEndorsements;
import dev.assay.verification.tee.snp.SnpProduct;
import dev.assay.verification.tee.snp.SnpSigningKey;
import dev.assay.verification.x509.SimulatedMark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;

/**
 * A simulated AMD processor: it makes attestation reports in the real format under a throw-away root key. Names and a
 * critical extension of every certificate say SIMULATED (see {@link dev.assay.verification.x509.SimulatedMark}), so only
 * anchors built with {@code insecureSimulated} accept it. Safe for use by several threads.
 */
public final class SimulatedSnp {

    private static final Duration ROOT_LIFE = Duration.ofDays(25 * 365);
    private static final Duration KEY_LIFE = Duration.ofDays(7 * 365);
    private static final Duration LIST_LIFE = Duration.ofDays(30);
    private static final Duration HEAD_START = Duration.ofDays(365);

    /** SMT allowed, and the bit that is reserved and one. */
    private static final long POLICY = 3L << 16;
    /** SMT, ECC, and the alias check done. */
    private static final long PLATFORM = 0x25;

    private static final int FIRMWARE_1_55_40 = 40 | 55 << 8 | 1 << 16;

    private final SnpProduct product;
    private final String productName;
    private final SecureRandom random;
    private final Instant notBefore;
    private final KeyPair rootKeys;
    private final KeyPair intermediateKeys;
    private final KeyPair chipKeys;
    private final byte[] chipId;
    private final byte[] root;
    private final Map<SnpSigningKey, SnpEndorsements> endorsements = new ConcurrentHashMap<>();

    private SimulatedSnp(
            SnpProduct product, KeyPair rootKeys, KeyPair intermediateKeys, SecureRandom random, Instant now) {
        this.product = product;
        this.random = random;
        productName = product.name().charAt(0) + product.name().substring(1).toLowerCase(Locale.ROOT);
        notBefore = now.minus(HEAD_START);
        this.rootKeys = rootKeys;
        this.intermediateKeys = intermediateKeys;
        chipKeys = p384(random);
        chipId = new byte[product == SnpProduct.TURIN ? 8 : 64];
        random.nextBytes(chipId);
        root = authority("ARK-" + productName, rootKeys)
                .authority(new BasicConstraints(true), KeyUsage.keyCertSign | KeyUsage.cRLSign)
                .issue(name("ARK-" + productName), rootKeys.getPrivate());
    }

    /** Makes a root, its intermediates, and one chip with its keys; RSA keys of 4096 bits take some seconds. */
    public static SimulatedSnp create(SnpProduct product, SecureRandom random, Instant now) {
        return of(product, rsa(random), rsa(random), random, now);
    }

    /** As {@link #create}, with RSA keys of 4096 bits that are there already. */
    public static SimulatedSnp of(
            SnpProduct product, KeyPair rootKeys, KeyPair intermediateKeys, SecureRandom random, Instant now) {
        return new SimulatedSnp(product, rootKeys, intermediateKeys, random, now);
    }

    /** SHA-256 of the root certificate's DER: what {@code TrustAnchors.insecureSimulated} takes. */
    public Digest rootDigest() {
        return Digest.sha256(root);
    }

    /** The certificates of the chip's key (VCEK), or of its cloud's (VLEK). */
    public SnpEndorsements endorsements(SnpSigningKey key) {
        return endorsements.computeIfAbsent(key, this::endorse);
    }

    /** What AMD's root would sign: that it has revoked nothing, for a month. */
    public byte[] revocationList(Instant now) {
        try {
            X509v2CRLBuilder list = new X509v2CRLBuilder(name("ARK-" + productName), Date.from(now));
            list.setNextUpdate(Date.from(now.plus(LIST_LIFE)));
            return list.build(AmdCertificate.signer(rootKeys.getPrivate(), AmdCertificate.PSS))
                    .getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("the simulated PKI cannot revoke", e);
        }
    }

    /**
     * A signed report of version 5 from VMPL 0.
     *
     * @param measurement 48 bytes
     * @param reportData at most 64 bytes; zeros follow
     */
    public byte[] attest(SnpSigningKey key, byte[] measurement, byte[] reportData) {
        return sign(report(key)
                .bytes(SnpReportWriter.MEASUREMENT, measurement)
                .bytes(SnpReportWriter.REPORT_DATA, reportData));
    }

    /** A report to change before {@link #sign}. */
    public SnpReportWriter report(SnpSigningKey key) {
        byte[] tcb = tcb();
        SnpReportWriter report = new SnpReportWriter()
                .u32(SnpReportWriter.VERSION, 5)
                .u64(SnpReportWriter.POLICY, POLICY)
                .u32(SnpReportWriter.SIGNATURE_ALGORITHM, 1)
                .u64(SnpReportWriter.PLATFORM_INFO, PLATFORM)
                .u32(SnpReportWriter.KEY_INFO, key == SnpSigningKey.VCEK ? 0 : 1 << 2)
                .bytes(SnpReportWriter.REPORT_ID_MA, ones())
                .bytes(SnpReportWriter.CPUID, cpuid())
                .u32(SnpReportWriter.CURRENT_FIRMWARE, FIRMWARE_1_55_40)
                .u32(SnpReportWriter.COMMITTED_FIRMWARE, FIRMWARE_1_55_40);
        for (int offset : new int[] {
            SnpReportWriter.CURRENT_TCB,
            SnpReportWriter.REPORTED_TCB,
            SnpReportWriter.COMMITTED_TCB,
            SnpReportWriter.LAUNCH_TCB
        }) {
            report.bytes(offset, tcb);
        }
        return key == SnpSigningKey.VCEK ? report.bytes(SnpReportWriter.CHIP_ID, chipId) : report;
    }

    public byte[] sign(SnpReportWriter report) {
        return report.sign(chipKeys.getPrivate(), random).toByteArray();
    }

    private SnpEndorsements endorse(SnpSigningKey key) {
        boolean vcek = key == SnpSigningKey.VCEK;
        String issuer = (vcek ? "SEV-" : "SEV-VLEK-") + productName;
        byte[] intermediate = authority(issuer, intermediateKeys)
                .serial(vcek ? 0x10001 : 0x10101)
                .authority(new BasicConstraints(0), KeyUsage.keyCertSign)
                .issue(name("ARK-" + productName), rootKeys.getPrivate());
        byte[] leaf = endorsementKey(key).issue(name(issuer), intermediateKeys.getPrivate());
        return vcek ? SnpEndorsements.vcek(leaf, intermediate, root) : SnpEndorsements.vlek(leaf, intermediate, root);
    }

    private AmdCertificate endorsementKey(SnpSigningKey key) {
        AmdCertificate certificate = new AmdCertificate("SEV-" + key, chipKeys, notBefore, notBefore.plus(KEY_LIFE))
                .simulated()
                .extension("1", integer(0))
                .extension("2", ia5(productName));
        byte[] tcb = tcb();
        boolean turin = product == SnpProduct.TURIN;
        certificate.extension("3.1", integer(tcb[turin ? 1 : 0]));
        certificate.extension("3.2", integer(tcb[turin ? 2 : 1]));
        certificate.extension("3.3", integer(tcb[turin ? 3 : 6]));
        certificate.extension("3.8", integer(tcb[7]));
        if (turin) {
            certificate.extension("3.9", integer(tcb[0]));
        }
        return key == SnpSigningKey.VCEK
                ? certificate.extension("4", chipId)
                : certificate.extension("5", ia5("SIMULATED-cloud"));
    }

    /** AMD's INTEGER of one byte: 0xDB is 02 02 00 DB. */
    public static byte[] integer(int value) {
        byte low = (byte) value;
        return low < 0 ? new byte[] {2, 2, 0, low} : new byte[] {2, 1, low};
    }

    public static byte[] ia5(String text) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        byte[] der = new byte[2 + ascii.length];
        der[0] = 0x16;
        der[1] = (byte) ascii.length;
        System.arraycopy(ascii, 0, der, 2, ascii.length);
        return der;
    }

    private AmdCertificate authority(String commonName, KeyPair keys) {
        return new AmdCertificate(commonName, keys, notBefore, notBefore.plus(ROOT_LIFE)).simulated();
    }

    private static X500Name name(String commonName) {
        return AmdCertificate.name(SimulatedMark.NAME, commonName);
    }

    private byte[] tcb() {
        return switch (product) {
            case MILAN, GENOA -> new byte[] {4, 0, 0, 0, 0, 0, 24, (byte) 0xDB};
            case TURIN -> new byte[] {1, 1, 1, 4, 0, 0, 0, 81};
        };
    }

    private byte[] cpuid() {
        return switch (product) {
            case MILAN -> new byte[] {0x19, 0x01, 1};
            case GENOA -> new byte[] {0x19, 0x11, 1};
            case TURIN -> new byte[] {0x1A, 0x02, 1};
        };
    }

    private static byte[] ones() {
        byte[] ones = new byte[32];
        Arrays.fill(ones, (byte) 0xFF);
        return ones;
    }

    private static KeyPair rsa(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(new RSAKeyGenParameterSpec(4096, RSAKeyGenParameterSpec.F4), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }

    private static KeyPair p384(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp384r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has P-384", e);
        }
    }
}
