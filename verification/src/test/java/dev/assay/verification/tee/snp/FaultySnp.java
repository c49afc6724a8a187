package dev.assay.verification.tee.snp;

import dev.assay.simulator.AmdCertificate;
import dev.assay.simulator.SimulatedSnp;
import dev.assay.simulator.SnpReportWriter;
import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;

/** Reports and certificates of a PKI with AMD's names, which tests pin, with at most one thing wrong. */
final class FaultySnp {

    static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");
    static final Instant FROM = NOW.minus(Duration.ofDays(100));
    static final Instant UNTIL = NOW.plus(Duration.ofDays(100));

    static final KeyPair ROOT_KEYS = rsa(4096);
    static final KeyPair INTERMEDIATE_KEYS = rsa(4096);
    static final KeyPair CHIP_KEYS = ec("secp384r1");

    static final long ASK_SERIAL = 0x10001;

    final SnpProduct product;
    final SnpSigningKey key;
    private UnaryOperator<AmdCertificate> root = UnaryOperator.identity();
    private UnaryOperator<AmdCertificate> intermediate = UnaryOperator.identity();
    private UnaryOperator<AmdCertificate> leaf = UnaryOperator.identity();
    private UnaryOperator<SnpReportWriter> report = UnaryOperator.identity();
    private KeyPair intermediateKeys = INTERMEDIATE_KEYS;
    private KeyPair leafKeys = CHIP_KEYS;
    private KeyPair leafIssuerKeys = INTERMEDIATE_KEYS;
    private KeyPair reportKeys = CHIP_KEYS;
    private String leafAlgorithm = AmdCertificate.PSS;
    private byte[] revocationList = new byte[0];
    /** Issued once: its signature, and with it its digest, is another each time. Empty until then. */
    private byte[] issuedRoot = new byte[0];

    FaultySnp() {
        this(SnpProduct.MILAN, SnpSigningKey.VCEK);
    }

    FaultySnp(SnpProduct product, SnpSigningKey key) {
        this.product = product;
        this.key = key;
    }

    FaultySnp root(UnaryOperator<AmdCertificate> change) {
        root = change;
        return this;
    }

    FaultySnp intermediate(UnaryOperator<AmdCertificate> change) {
        intermediate = change;
        return this;
    }

    FaultySnp leaf(UnaryOperator<AmdCertificate> change) {
        leaf = change;
        return this;
    }

    FaultySnp report(UnaryOperator<SnpReportWriter> change) {
        report = change;
        return this;
    }

    FaultySnp intermediateKeys(KeyPair keys) {
        intermediateKeys = keys;
        return this;
    }

    FaultySnp leafKeys(KeyPair keys) {
        leafKeys = keys;
        return this;
    }

    /** Who signs the endorsement key's certificate. */
    FaultySnp leafSignedBy(KeyPair keys, String algorithm) {
        leafIssuerKeys = keys;
        leafAlgorithm = algorithm;
        return this;
    }

    FaultySnp reportSignedBy(KeyPair keys) {
        reportKeys = keys;
        return this;
    }

    FaultySnp revocationList(byte[] der) {
        revocationList = der;
        return this;
    }

    byte[] rootDer() {
        if (issuedRoot.length == 0) {
            issuedRoot = issueRoot();
        }
        return issuedRoot;
    }

    private byte[] issueRoot() {
        String name = product.rootCommonName();
        return root.apply(certificate(name, ROOT_KEYS)
                        .serial(0x10000)
                        .authority(new BasicConstraints(true), KeyUsage.keyCertSign | KeyUsage.cRLSign))
                .issue(name(name), ROOT_KEYS.getPrivate());
    }

    byte[] intermediateDer() {
        return intermediate
                .apply(certificate(key.issuerCommonName(product), intermediateKeys)
                        .serial(ASK_SERIAL)
                        .authority(new BasicConstraints(0), KeyUsage.keyCertSign))
                .issue(name(product.rootCommonName()), ROOT_KEYS.getPrivate());
    }

    byte[] leafDer() {
        AmdCertificate certificate = certificate(key.commonName(), leafKeys)
                .extension("1", SimulatedSnp.integer(0))
                .extension("2", SimulatedSnp.ia5(product.amdName() + (product == SnpProduct.MILAN ? "-B0" : "")))
                .extension("3.1", SimulatedSnp.integer(4))
                .extension("3.2", SimulatedSnp.integer(1))
                .extension("3.3", SimulatedSnp.integer(24))
                .extension("3.5", SimulatedSnp.integer(0))
                .extension("3.8", SimulatedSnp.integer(0xDB));
        if (product == SnpProduct.TURIN) {
            certificate.extension("3.9", SimulatedSnp.integer(2));
        }
        certificate = key == SnpSigningKey.VCEK
                ? certificate.extension("4", chipId())
                : certificate.extension("5", SimulatedSnp.ia5("CN=cloud.example"));
        return leaf.apply(certificate)
                .issue(name(key.issuerCommonName(product)), leafIssuerKeys.getPrivate(), leafAlgorithm);
    }

    /** Begins as DER does, to see that nobody reads it so. */
    byte[] chipId() {
        byte[] id = new byte[product.chipIdBytes()];
        Arrays.fill(id, (byte) 7);
        id[0] = 4;
        id[1] = (byte) (id.length - 2);
        return id;
    }

    SnpEndorsements endorsements() {
        SnpEndorsements certificates = switch (key) {
            case VCEK -> SnpEndorsements.vcek(leafDer(), intermediateDer(), rootDer());
            case VLEK -> SnpEndorsements.vlek(leafDer(), intermediateDer(), rootDer());
        };
        return certificates.withRevocationList(revocationList);
    }

    TrustAnchors anchors() {
        return TrustAnchors.pinned(Set.of(Digest.sha256(rootDer())));
    }

    byte[] reportBytes() {
        SnpReportWriter writer = new SnpReportWriter()
                .u32(SnpReportWriter.VERSION, 5)
                .u64(SnpReportWriter.POLICY, 3L << 16)
                .u32(SnpReportWriter.SIGNATURE_ALGORITHM, 1)
                .u64(SnpReportWriter.PLATFORM_INFO, 0x25)
                .u32(SnpReportWriter.KEY_INFO, key.ordinal() << 2)
                .bytes(SnpReportWriter.MEASUREMENT, filled(48, 1))
                .bytes(SnpReportWriter.REPORT_DATA, filled(64, 2))
                .bytes(SnpReportWriter.HOST_DATA, filled(32, 3))
                .bytes(SnpReportWriter.CPUID, cpuid())
                .bytes(SnpReportWriter.CURRENT_FIRMWARE, (byte) 40, (byte) 55, (byte) 1)
                .bytes(SnpReportWriter.COMMITTED_FIRMWARE, (byte) 40, (byte) 55, (byte) 1)
                .u64(SnpReportWriter.LAUNCH_MITIGATIONS, 0x0B)
                .u64(SnpReportWriter.CURRENT_MITIGATIONS, 0x0F);
        for (int offset : tcbOffsets()) {
            writer.bytes(offset, tcb());
        }
        if (key == SnpSigningKey.VCEK) {
            writer.bytes(SnpReportWriter.CHIP_ID, chipId());
        }
        return report.apply(writer)
                .sign(reportKeys.getPrivate(), new SecureRandom())
                .toByteArray();
    }

    static int[] tcbOffsets() {
        return new int[] {
            SnpReportWriter.CURRENT_TCB,
            SnpReportWriter.REPORTED_TCB,
            SnpReportWriter.COMMITTED_TCB,
            SnpReportWriter.LAUNCH_TCB
        };
    }

    private byte[] tcb() {
        return product == SnpProduct.TURIN
                ? new byte[] {2, 4, 1, 24, 0, 0, 0, (byte) 0xDB}
                : new byte[] {4, 1, 0, 0, 0, 0, 24, (byte) 0xDB};
    }

    private byte[] cpuid() {
        return switch (product) {
            case MILAN -> new byte[] {0x19, 0x01, 1};
            case GENOA -> new byte[] {0x19, (byte) 0xA0, 2};
            case TURIN -> new byte[] {0x1A, 0x02, 1};
        };
    }

    Verdict<GenuineSnp> verify() {
        return verify(NOW);
    }

    Verdict<GenuineSnp> verify(Instant now) {
        return SnpVerifier.verify(reportBytes(), endorsements(), anchors(), now);
    }

    GenuineSnp genuine() {
        return dev.assay.verification.Verdicts.verified(verify());
    }

    static byte[] filled(int size, int value) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    static X500Name name(String commonName) {
        return AmdCertificate.name("Engineering", commonName);
    }

    private static AmdCertificate certificate(String commonName, KeyPair keys) {
        return new AmdCertificate(commonName, keys, FROM, UNTIL);
    }

    /** A list of the root's, which revokes these serial numbers. */
    static byte[] list(String issuer, KeyPair keys, Instant from, Instant until, long... revoked) {
        try {
            X509v2CRLBuilder builder = new X509v2CRLBuilder(name(issuer), Date.from(from));
            builder.setNextUpdate(Date.from(until));
            for (long serial : revoked) {
                builder.addCRLEntry(BigInteger.valueOf(serial), Date.from(from), 0);
            }
            return builder.build(AmdCertificate.signer(keys.getPrivate(), AmdCertificate.PSS))
                    .getEncoded();
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    static KeyPair ec(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static KeyPair rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
