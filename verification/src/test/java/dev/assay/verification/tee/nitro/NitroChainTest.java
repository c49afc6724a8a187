package dev.assay.verification.tee.nitro;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.verified;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.tee.TrustAnchors;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;

/** Step 2: which documents a trust anchor's TEE has signed. */
class NitroChainTest {

    private static final Function<FaultyNitro, FaultyCertificate> ROOT = nitro -> nitro.root;
    private static final Function<FaultyNitro, FaultyCertificate> INTERMEDIATE = nitro -> nitro.intermediate;
    private static final Function<FaultyNitro, FaultyCertificate> LEAF = nitro -> nitro.leaf;

    @Test
    void rejectsRootsThatAreNotPinned() {
        FaultyNitro nitro = new FaultyNitro();
        byte[] document = nitro.document();
        rejected(
                Reason.ROOT_UNTRUSTED,
                NitroVerifier.verify(document, TrustAnchors.awsNitro(), FaultyNitro.POLICY, FaultyNitro.NOW));
    }

    @Test
    void rejectsBundlesThatDoNotStartWithTheRoot() {
        FaultyNitro reversed = new FaultyNitro();
        reversed.fields.put("cabundle", FaultyNitro.bundle(List.of(reversed.intermediate.issue(), reversed.rootDer())));
        rejected(Reason.ROOT_UNTRUSTED, reversed.verify());
    }

    @Test
    void rejectsEveryCertificateOutOfItsTime() {
        for (Function<FaultyNitro, FaultyCertificate> which : List.of(ROOT, INTERMEDIATE, LEAF)) {
            Instant now = FaultyNitro.NOW;
            rejects(Reason.CERTIFICATE_NOT_YET_VALID, which, it -> it.notBefore = now.plusSeconds(1));
            rejects(Reason.CERTIFICATE_EXPIRED, which, it -> it.notAfter = now.minusSeconds(1));
            verified(faulty(which, it -> it.notBefore = now).verify());
            verified(faulty(which, it -> it.notAfter = now).verify());
        }
    }

    @Test
    void rejectsAuthoritiesThatMayNotSignCertificates() {
        for (Function<FaultyNitro, FaultyCertificate> which : List.of(ROOT, INTERMEDIATE)) {
            rejects(Reason.CERTIFICATE_ROLE, which, ca -> ca.constraints(new BasicConstraints(false)));
            rejects(Reason.CERTIFICATE_ROLE, which, ca -> ca.extensions.remove(Extension.basicConstraints));
            rejects(
                    Reason.CERTIFICATE_ROLE,
                    which,
                    ca -> ca.extension(Extension.basicConstraints, false, new BasicConstraints(true)));
            rejects(Reason.CERTIFICATE_ROLE, which, ca -> ca.usage(KeyUsage.digitalSignature));
            rejects(Reason.CERTIFICATE_ROLE, which, ca -> ca.extensions.remove(Extension.keyUsage));
        }
    }

    @Test
    void rejectsLeavesThatAreNotForSigningDocumentsOnly() {
        rejects(Reason.CERTIFICATE_ROLE, LEAF, leaf -> leaf.constraints(new BasicConstraints(true)));
        rejects(Reason.CERTIFICATE_ROLE, LEAF, leaf -> leaf.usage(KeyUsage.digitalSignature | KeyUsage.keyCertSign));
        rejects(Reason.CERTIFICATE_ROLE, LEAF, leaf -> leaf.usage(KeyUsage.nonRepudiation));
        rejects(Reason.CERTIFICATE_ROLE, LEAF, leaf -> leaf.extensions.remove(Extension.keyUsage));
    }

    @Test
    void rejectsPathsLongerThanAllowed() {
        FaultyNitro nitro = new FaultyNitro();
        nitro.root.constraints(new BasicConstraints(0));
        rejected(Reason.CERTIFICATE_PATH_LENGTH, nitro.verify());
        ASN1EncodableVector lengthOnly = new ASN1EncodableVector();
        lengthOnly.add(new ASN1Integer(0));
        rejects(
                Reason.CERTIFICATE_PATH_LENGTH,
                LEAF,
                leaf -> leaf.extension(Extension.basicConstraints, true, new DERSequence(lengthOnly)));
    }

    @Test
    void pathLengthsDoNotWrap() {
        FaultyNitro nitro = new FaultyNitro();
        nitro.root.extension(Extension.basicConstraints, true, pathLength(BigInteger.ONE.shiftLeft(64)));
        verified(nitro.verify());
        FaultyNitro negative = new FaultyNitro();
        negative.root.extension(
                Extension.basicConstraints,
                true,
                pathLength(BigInteger.ONE.shiftLeft(64).negate()));
        rejected(Reason.CERTIFICATE_PATH_LENGTH, negative.verify());
    }

    private static DERSequence pathLength(BigInteger value) {
        ASN1EncodableVector constraints = new ASN1EncodableVector();
        constraints.add(ASN1Boolean.TRUE);
        constraints.add(new ASN1Integer(value));
        return new DERSequence(constraints);
    }

    @Test
    void rejectsCriticalExtensionsThatAreNotUnderstood() {
        ASN1ObjectIdentifier unknown = new ASN1ObjectIdentifier("2.25.1");
        rejects(Reason.CERTIFICATE_EXTENSION_UNKNOWN, LEAF, leaf -> leaf.extension(unknown, true, DERNull.INSTANCE));
        FaultyNitro harmless = new FaultyNitro();
        harmless.leaf.extension(unknown, false, DERNull.INSTANCE);
        verified(harmless.verify());
    }

    @Test
    void rejectsOtherCurvesAndSignatureAlgorithms() {
        rejects(Reason.CERTIFICATE_ALGORITHM, LEAF, leaf -> leaf.keys = FaultyCertificate.newKeys("secp256r1"));
        rejects(Reason.CERTIFICATE_ALGORITHM, LEAF, leaf -> leaf.signatureAlgorithm = "SHA256withECDSA");
    }

    @Test
    void rejectsCertificatesOfAnotherIssuer() {
        rejects(Reason.CERTIFICATE_ISSUER, LEAF, leaf -> leaf.issuer = new X500Name("CN=someone else"));
        // The same name, but for case: not the same bytes.
        rejects(
                Reason.CERTIFICATE_ISSUER,
                LEAF,
                leaf -> leaf.issuer = new X500Name("CN=I-0.aws.nitro-enclaves,O=Test"));
    }

    @Test
    void rejectsCertificatesSignedByAnotherKey() {
        rejects(Reason.CERTIFICATE_SIGNATURE, LEAF, leaf -> leaf.issuerKeys = FaultyCertificate.newKeys("secp384r1"));
    }

    @Test
    void rejectsDocumentsSignedByAnotherKey() {
        rejects(Reason.EVIDENCE_SIGNATURE, LEAF, leaf -> leaf.keys = FaultyCertificate.newKeys("secp384r1"));
    }

    @Test
    void rejectsDocumentsChangedAfterSigning() {
        FaultyNitro nitro = new FaultyNitro();
        nitro.document();
        nitro.put("nonce", cbor -> cbor.bytes(new byte[1]));
        nitro.payloadFault = payload -> {
            byte[] changed = payload.clone();
            changed[changed.length - 1] ^= 1;
            return changed;
        };
        rejected(Reason.EVIDENCE_SIGNATURE, nitro.verify());
    }

    @Test
    void rejectsSignaturesOutOfRange() {
        byte[] order = new BigInteger(
                        "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973",
                        16)
                .toByteArray();
        byte[] n = Arrays.copyOfRange(order, order.length - 48, order.length);
        signature(signature -> new byte[96]);
        signature(signature -> join(new byte[48], Arrays.copyOfRange(signature, 48, 96)));
        signature(signature -> join(Arrays.copyOfRange(signature, 0, 48), new byte[48]));
        signature(signature -> join(n, Arrays.copyOfRange(signature, 48, 96)));
        signature(signature -> join(Arrays.copyOfRange(signature, 0, 48), n));
        signature(signature -> Arrays.copyOf(signature, 95));
        signature(signature -> Arrays.copyOf(signature, 97));
        signature(signature -> new byte[0]);
    }

    private static byte[] join(byte[] r, byte[] s) {
        byte[] joined = Arrays.copyOf(r, 96);
        System.arraycopy(s, 0, joined, 48, 48);
        return joined;
    }

    private static void signature(Function<byte[], byte[]> fault) {
        FaultyNitro nitro = new FaultyNitro();
        nitro.signatureFault = fault;
        rejected(Reason.EVIDENCE_SIGNATURE, nitro.verify());
    }

    @Test
    void rejectsSimulationMarksEvenWhenTheRootIsPinned() {
        FaultyNitro named = new FaultyNitro();
        named.root.subject = new X500Name("CN=simulated.nitro-enclaves,O=Test");
        rejected(Reason.EVIDENCE_SIMULATED, named.verify());
        rejects(
                Reason.EVIDENCE_SIMULATED,
                LEAF,
                leaf -> leaf.extension(FaultyCertificate.MARK, true, new DERUTF8String("SIMULATED")));
        rejects(
                Reason.EVIDENCE_SIMULATED,
                LEAF,
                leaf -> leaf.extension(FaultyCertificate.MARK, false, new DERUTF8String("SIMULATED")));
    }

    @Test
    void simulatedAnchorsRefuseRootsWithoutBothMarks() {
        notSimulated(root -> {});
        notSimulated(root -> root.extension(FaultyCertificate.MARK, true, new DERUTF8String("SIMULATED")));
        notSimulated(root -> root.subject = new X500Name("CN=SIMULATED"));
        notSimulated(root -> {
            root.subject = new X500Name("CN=SIMULATED");
            root.extension(FaultyCertificate.MARK, false, new DERUTF8String("SIMULATED"));
        });
    }

    private static void notSimulated(Consumer<FaultyCertificate> fault) {
        FaultyNitro nitro = new FaultyNitro();
        fault.accept(nitro.root);
        TrustAnchors anchors = TrustAnchors.insecureSimulated(Set.of(Digest.sha256(nitro.rootDer())));
        rejected(
                Reason.EVIDENCE_NOT_SIMULATED,
                NitroVerifier.verify(nitro.document(), anchors, FaultyNitro.POLICY, FaultyNitro.NOW));
    }

    private static void rejects(
            Reason reason, Function<FaultyNitro, FaultyCertificate> which, Consumer<FaultyCertificate> fault) {
        rejected(reason, faulty(which, fault).verify());
    }

    private static FaultyNitro faulty(
            Function<FaultyNitro, FaultyCertificate> which, Consumer<FaultyCertificate> fault) {
        FaultyNitro nitro = new FaultyNitro();
        fault.accept(which.apply(nitro));
        return nitro;
    }
}
