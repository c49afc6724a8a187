package dev.assay.verification.tee.nitro;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.verified;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.simulator.CborWriter;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import java.util.Arrays;
import java.util.Collections;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Step 1: which bytes are a Nitro document at all. Every fault here is signed by a key that is trusted. */
class NitroShapeTest {

    private final FaultyNitro untagged = new FaultyNitro();

    @Test
    void acceptsTheDocumentThatTheFaultsAreMadeFrom() {
        VerifiedNitro evidence = verified(new FaultyNitro().verify());
        assertEquals("aws-nitro", evidence.tee());
        assertEquals("i-0-enc0", evidence.moduleId());
        assertEquals(FaultyNitro.NOW, evidence.timestamp());
        assertEquals(2, evidence.pcrs().size());
        assertArrayEquals(FaultyNitro.pcr(2), evidence.pcrs().get(4));
        assertTrue(evidence.nonce().isEmpty()
                && evidence.userData().isEmpty()
                && evidence.publicKey().isEmpty());
    }

    @Test
    void rejectsMoreBytesThanTheFormatAllows() {
        rejected(Reason.TOO_LARGE, verify(new byte[NitroEvidence.MAX_BYTES + 1]));
        FaultyNitro nitro = new FaultyNitro().put("extra", cbor -> cbor.bytes(new byte[16_384]));
        rejected(Reason.TOO_LARGE, nitro.verify());
    }

    @Test
    void rejectsWhatIsNoCoseSign1() {
        rejected(Reason.MALFORMED, verify(new byte[0]));
        rejected(Reason.MALFORMED, verify(new CborWriter().uint(1).toByteArray()));
        rejected(Reason.MALFORMED, verify(new CborWriter().array(0).toByteArray()));
        rejected(Reason.MALFORMED, verify(tagged(17)));
        verified(verify(tagged(18)));
    }

    private byte[] tagged(int tag) {
        byte[] document = untagged.document();
        byte[] tagged = new byte[document.length + 1];
        System.arraycopy(document, 0, tagged, 1, document.length);
        tagged[0] = (byte) (0xC0 + tag);
        return tagged;
    }

    @Test
    void rejectsOtherAlgorithmsInTheProtectedHeader() {
        FaultyNitro es256 = new FaultyNitro();
        es256.protectedHeader = new byte[] {(byte) 0xA1, 0x01, 0x26};
        rejected(Reason.EVIDENCE_ALGORITHM, es256.verify());
        FaultyNitro empty = new FaultyNitro();
        empty.protectedHeader = new byte[0];
        rejected(Reason.EVIDENCE_ALGORITHM, empty.verify());
    }

    @Test
    void rejectsPayloadsThatAreNoMap() {
        FaultyNitro nitro = new FaultyNitro();
        rejected(
                Reason.MALFORMED,
                verify(nitro.envelope(new CborWriter().array(0).toByteArray())));
        rejected(Reason.MALFORMED, verify(nitro.envelope(new byte[0])));
    }

    @ParameterizedTest
    @ValueSource(strings = {"module_id", "digest", "timestamp", "pcrs", "certificate", "cabundle"})
    void rejectsMandatoryFieldsThatAreNullOrAbsent(String field) {
        rejected(
                Reason.EVIDENCE_FIELD_MISSING,
                new FaultyNitro().put(field, CborWriter::nil).verify());
        FaultyNitro absent = new FaultyNitro();
        absent.document();
        absent.fields.remove(field);
        byte[] payload = withoutRefill(absent);
        rejected(Reason.EVIDENCE_FIELD_MISSING, verify(absent.envelope(payload)));
    }

    private static byte[] withoutRefill(FaultyNitro nitro) {
        CborWriter payload = new CborWriter().map(nitro.fields.size());
        nitro.fields.forEach((name, value) -> payload.text(name).raw(value));
        return payload.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "module_id",
                "digest",
                "timestamp",
                "pcrs",
                "certificate",
                "cabundle",
                "public_key",
                "user_data",
                "nonce"
            })
    void rejectsFieldsOfAnotherType(String field) {
        rejected(
                Reason.EVIDENCE_FIELD_INVALID,
                new FaultyNitro()
                        .put(field, cbor -> cbor.raw(new byte[] {(byte) 0xF5}))
                        .verify());
    }

    @ParameterizedTest
    @ValueSource(strings = {"public_key", "user_data", "nonce"})
    void acceptsUserFieldsOfUpTo1024Bytes(String field) {
        verified(new FaultyNitro().put(field, CborWriter::nil).verify());
        verified(new FaultyNitro().put(field, cbor -> cbor.bytes(new byte[0])).verify());
        verified(
                new FaultyNitro().put(field, cbor -> cbor.bytes(new byte[1024])).verify());
        rejected(
                Reason.EVIDENCE_FIELD_INVALID,
                new FaultyNitro().put(field, cbor -> cbor.bytes(new byte[1025])).verify());
    }

    @Test
    void rejectsFieldsOutOfRange() {
        invalid("module_id", cbor -> cbor.text(""));
        invalid("digest", cbor -> cbor.text("SHA256"));
        invalid("timestamp", cbor -> cbor.uint(0));
        invalid("timestamp", cbor -> cbor.raw(new byte[] {0x20})); // -1
    }

    @Test
    void rejectsRegistersOutOfRange() {
        byte[] pcr = FaultyNitro.pcr(1);
        invalid("pcrs", cbor -> cbor.map(0));
        invalid("pcrs", cbor -> cbor.map(1).uint(32).bytes(pcr));
        invalid("pcrs", cbor -> cbor.map(1).raw(new byte[] {0x20}).bytes(pcr)); // -1
        invalid("pcrs", cbor -> cbor.map(1).text("0").bytes(pcr));
        invalid("pcrs", cbor -> cbor.map(1).uint(0).bytes(new byte[32]));
        invalid("pcrs", cbor -> cbor.map(1).uint(0).nil());
    }

    @Test
    void acceptsRegistersWithGaps() {
        byte[] pcr = FaultyNitro.pcr(1);
        verified(new FaultyNitro()
                .put("pcrs", cbor -> cbor.map(2).uint(0).bytes(pcr).uint(31).bytes(pcr))
                .verify());
    }

    @Test
    void rejectsCertificatesOutOfRange() {
        invalid("certificate", cbor -> cbor.bytes(new byte[0]));
        invalid("certificate", cbor -> cbor.bytes(new byte[1025]));
        invalid("cabundle", cbor -> cbor.array(0));
        byte[] root = new FaultyNitro().rootDer();
        invalid("cabundle", cbor -> cbor.raw(FaultyNitro.bundle(Collections.nCopies(9, root))));
    }

    @Test
    void rejectsFieldsThatComeTwice() {
        FaultyNitro nitro = new FaultyNitro();
        nitro.document();
        CborWriter payload = new CborWriter().map(nitro.fields.size() + 1);
        nitro.fields.forEach((name, value) -> payload.text(name).raw(value));
        payload.text("pcrs").map(1).uint(0).bytes(FaultyNitro.pcr(9));
        rejected(Reason.MALFORMED, verify(nitro.envelope(payload.toByteArray())));
    }

    @Test
    void rejectsCertificatesThatAreNotExactlyOneInDer() {
        byte[] leaf = new FaultyNitro().leaf.issue();
        malformedCertificate(Arrays.copyOf(leaf, leaf.length - 1));
        malformedCertificate(Arrays.copyOf(leaf, leaf.length + 1));
        malformedCertificate(new byte[] {0x30, (byte) 0x80, 0, 0}); // BER, indefinite
        malformedCertificate(new byte[] {0x05, 0x00});
        malformedCertificate(nestedSequences());
        FaultyNitro version1 = new FaultyNitro();
        version1.leaf.version = 1;
        rejected(Reason.CERTIFICATE_MALFORMED, version1.verify());
    }

    /** 250 sequences, each in the one before. */
    private static byte[] nestedSequences() {
        byte[] der = {};
        for (int i = 0; i < 250; i++) {
            byte[] outer = new byte[der.length + (der.length < 128 ? 2 : der.length < 256 ? 3 : 4)];
            System.arraycopy(der, 0, outer, outer.length - der.length, der.length);
            outer[0] = 0x30;
            switch (outer.length - der.length) {
                case 2 -> outer[1] = (byte) der.length;
                case 3 -> {
                    outer[1] = (byte) 0x81;
                    outer[2] = (byte) der.length;
                }
                default -> {
                    outer[1] = (byte) 0x82;
                    outer[2] = (byte) (der.length >> 8);
                    outer[3] = (byte) der.length;
                }
            }
            der = outer;
        }
        return der;
    }

    private static void malformedCertificate(byte[] der) {
        rejected(
                Reason.CERTIFICATE_MALFORMED,
                new FaultyNitro().put("certificate", cbor -> cbor.bytes(der)).verify());
    }

    private static void invalid(String field, Function<CborWriter, CborWriter> value) {
        rejected(
                Reason.EVIDENCE_FIELD_INVALID,
                new FaultyNitro().put(field, value).verify());
    }

    private Verdict<VerifiedNitro> verify(byte[] evidence) {
        return NitroVerifier.verify(evidence, untagged.anchors(), FaultyNitro.POLICY, FaultyNitro.NOW);
    }
}
