package dev.assay.verification.corim;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.verified;
import static dev.assay.verification.tee.nitro.FaultyNitro.pcr;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.verification.Bounds;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.cbor.CborEncoding;
import dev.assay.verification.cbor.CborValue;
import dev.assay.verification.cbor.CborValue.Array;
import dev.assay.verification.cbor.CborValue.Bytes;
import dev.assay.verification.cbor.CborValue.Int;
import dev.assay.verification.cbor.CborValue.Mapping;
import dev.assay.verification.cbor.CborValue.Tagged;
import dev.assay.verification.cbor.CborValue.Text;
import dev.assay.verification.ecdsa.EcdsaKey;
import dev.assay.verification.ecdsa.NistCurve;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CorimTest {

    private static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");

    @Test
    void readsNumberedRegisters() {
        ReferenceTriple triple = only(manifest(measurements(register(0, 1), register(2, 7))));
        assertEquals(Optional.of("AWS"), triple.vendor());
        assertEquals(Optional.of("Nitro"), triple.model());
        assertEquals(Set.of(0, 2), triple.numbered(ReferenceTriple.SHA_384).keySet());
        assertArrayEquals(pcr(7), triple.numbered(ReferenceTriple.SHA_384).get(2));
        assertThrows(IllegalArgumentException.class, () -> triple.numbered(ReferenceTriple.SHA_256));
    }

    @Test
    void readsNamedRegistersAndIntegrityRegisters() {
        CborValue named = map(0, new Text("mrtd"), 1, map(2, digests(digest(7, pcr(3)))));
        CborValue integrity = map(1, map(14, new Mapping(Map.of(new Text("rtmr0"), digests(digest(7, pcr(4)))))));
        ReferenceTriple triple = only(manifest(array(named, integrity)));
        assertEquals(
                Set.of("mrtd", "rtmr0"), triple.named(ReferenceTriple.SHA_384).keySet());
        assertThrows(IllegalArgumentException.class, () -> triple.numbered(ReferenceTriple.SHA_384));
    }

    @Test
    void passesOverWhatHoldsNoReferenceValues() {
        CborValue coswid = new Tagged(505, new Bytes(new byte[] {1}));
        CborValue endorsing =
                new Tagged(506, new Bytes(CborEncoding.encode(map(1, map(0, new Text("x")), 4, map(1, array())))));
        assertEquals(List.of(), verified(read(corim(array(coswid, endorsing)))));
    }

    @Test
    void refusesConditionsThatItWouldHaveToIgnore() {
        Reason unsupported = Reason.REFERENCE_VALUES_UNSUPPORTED;
        // A minimum security version, an authorising key, a register twice, other hashes, an instance, a profile.
        rejected(unsupported, read(manifest(array(map(0, new Int(0), 1, map(1, new Int(3)))))));
        rejected(
                unsupported,
                read(manifest(array(map(0, new Int(0), 1, map(2, digests(digest(7, pcr(1)))), 2, array(new Int(1)))))));
        rejected(unsupported, read(manifest(measurements(register(0, 1), register(0, 2)))));
        rejected(unsupported, read(manifest(array(map(0, new Int(0), 1, map(2, digests(digest(2, new byte[16]))))))));
        rejected(unsupported, read(manifest(array(map(0, new Int(0), 1, map(2, digests(digest(7, new byte[47]))))))));
        rejected(unsupported, read(manifest(array(map(0, new Int(-1), 1, map(2, digests(digest(7, pcr(1)))))))));
        CborValue instance = map(0, map(1, new Text("AWS")), 1, new Bytes(new byte[7]));
        rejected(unsupported, read(corim(array(comid(instance, measurements(register(0, 1)))))));
        CborValue profiled = map(0, new Text("id"), 1, array(comid(measurements(register(0, 1)))), 3, new Text("p"));
        rejected(unsupported, read(new Tagged(501, profiled)));
    }

    @Test
    void aManifestHasItsTime() {
        CborValue tags = array(comid(measurements(register(0, 1))));
        verified(read(valid(tags, NOW, NOW)));
        rejected(Reason.REFERENCE_VALUES_NOT_CURRENT, read(valid(tags, NOW.plusSeconds(1), NOW.plusSeconds(2))));
        rejected(Reason.REFERENCE_VALUES_NOT_CURRENT, read(valid(tags, NOW.minusSeconds(2), NOW.minusSeconds(1))));
    }

    private static CborValue valid(CborValue tags, Instant from, Instant to) {
        return new Tagged(501, map(0, new Text("id"), 1, tags, 4, map(0, time(from), 1, time(to))));
    }

    private static CborValue time(Instant time) {
        return new Tagged(1, new Int(time.getEpochSecond()));
    }

    @Test
    void aSignedManifestIsItsProvidersOwn() throws Exception {
        byte[] payload = CborEncoding.encode(manifest(measurements(register(0, 1))));
        KeyPair keys = keys();
        byte[] signed = sign(payload, keys, -7);
        assertEquals(1, verified(Corim.verify(signed, key(keys), NOW)).size());
        rejected(Reason.REFERENCE_VALUES_SIGNATURE, Corim.verify(signed, key(keys()), NOW));
        rejected(Reason.REFERENCE_VALUES_SIGNATURE, Corim.verify(sign(payload, keys, -35), key(keys), NOW));
        rejected(Reason.MALFORMED, Corim.verify(payload, key(keys), NOW));
        rejected(Reason.MALFORMED, Corim.readUnsigned(signed, NOW));
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = signed.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            EcdsaKey signer = key(keys);
            assertEquals(
                    Verdict.Rejected.class,
                    Bounds.each(() -> Corim.verify(damaged, signer, NOW)).getClass());
        }
    }

    @Test
    void aSignatureHasItsTimeAndNoConditionThatIsNotUnderstood() throws Exception {
        byte[] payload = CborEncoding.encode(manifest(measurements(register(0, 1))));
        KeyPair keys = keys();
        CborValue past = map(0, map(0, new Text("x")), 1, map(1, time(NOW.minusSeconds(1))));
        CborValue now = map(0, map(0, new Text("x")), 1, map(1, time(NOW)));
        byte[] timely = signed(payload, keys, map(1, new Int(-7), 8, new Bytes(CborEncoding.encode(now))));
        verified(Corim.verify(timely, key(keys), NOW));
        byte[] late = signed(payload, keys, map(1, new Int(-7), 8, new Bytes(CborEncoding.encode(past))));
        rejected(Reason.REFERENCE_VALUES_NOT_CURRENT, Corim.verify(late, key(keys), NOW));
        byte[] critical = signed(payload, keys, map(1, new Int(-7), 2, array(new Int(99))));
        rejected(Reason.REFERENCE_VALUES_UNSUPPORTED, Corim.verify(critical, key(keys), NOW));
    }

    /** 2^32 is no other way to write 0. */
    @Test
    void fieldNumbersDoNotWrap() {
        CborValue odd = new Mapping(Map.of(
                new Int(0), new Int(0), new Int(1), map(2, digests(digest(7, pcr(1)))), new Int(1L << 32), new Int(1)));
        rejected(Reason.REFERENCE_VALUES_UNSUPPORTED, read(manifest(array(odd))));
    }

    @Test
    void damagedManifestsNeverThrow() {
        byte[] manifest = CborEncoding.encode(manifest(measurements(register(0, 1), register(1, 2))));
        Random random = new Random(8);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = Arrays.copyOf(manifest, manifest.length - (i % 3 == 0 ? random.nextInt(20) : 0));
            for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            Bounds.each(() -> Corim.readUnsigned(damaged, NOW));
        }
        rejected(Reason.TOO_LARGE, Corim.readUnsigned(new byte[(1 << 20) + 1], NOW));
        rejected(Reason.MALFORMED, Corim.readUnsigned(new byte[0], NOW));
    }

    private static ReferenceTriple only(CborValue manifest) {
        List<ReferenceTriple> triples = verified(read(manifest));
        assertEquals(1, triples.size());
        return triples.getFirst();
    }

    private static Verdict<List<ReferenceTriple>> read(CborValue manifest) {
        return Corim.readUnsigned(CborEncoding.encode(manifest), NOW);
    }

    private static CborValue manifest(CborValue measurements) {
        return corim(array(comid(measurements)));
    }

    private static CborValue corim(CborValue tags) {
        return new Tagged(501, map(0, new Text("id"), 1, tags));
    }

    private static CborValue comid(CborValue measurements) {
        return comid(map(0, map(1, new Text("AWS"), 2, new Text("Nitro"))), measurements);
    }

    private static CborValue comid(CborValue environment, CborValue measurements) {
        CborValue triples = map(0, array(array(environment, measurements)));
        return new Tagged(506, new Bytes(CborEncoding.encode(map(1, map(0, new Text("tag")), 4, triples))));
    }

    private static CborValue measurements(CborValue... registers) {
        return array(registers);
    }

    private static CborValue register(int index, int fill) {
        return map(0, new Int(index), 1, map(2, digests(digest(7, pcr(fill)))));
    }

    private static CborValue digests(CborValue... digests) {
        return array(digests);
    }

    private static CborValue digest(int algorithm, byte[] value) {
        return array(new Int(algorithm), new Bytes(value));
    }

    private static CborValue array(CborValue... items) {
        return new Array(List.of(items));
    }

    private static CborValue map(Object... labelsAndValues) {
        Map<CborValue, CborValue> entries = new LinkedHashMap<>();
        for (int i = 0; i < labelsAndValues.length; i += 2) {
            entries.put(new Int((Integer) labelsAndValues[i]), (CborValue) labelsAndValues[i + 1]);
        }
        return new Mapping(entries);
    }

    private static KeyPair keys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static EcdsaKey key(KeyPair keys) {
        byte[] info = keys.getPublic().getEncoded();
        return EcdsaKey.of(NistCurve.P256, Arrays.copyOfRange(info, info.length - 64, info.length));
    }

    private static byte[] sign(byte[] payload, KeyPair keys, int algorithm) throws Exception {
        return signed(payload, keys, map(1, new Int(algorithm), 3, new Text("application/rim+cbor")));
    }

    private static byte[] signed(byte[] payload, KeyPair keys, CborValue header) throws Exception {
        byte[] headers = CborEncoding.encode(header);
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(keys.getPrivate());
        signature.update(CborEncoding.encode(
                array(new Text("Signature1"), new Bytes(headers), new Bytes(new byte[0]), new Bytes(payload))));
        return CborEncoding.encode(new Tagged(
                18, array(new Bytes(headers), new Mapping(Map.of()), new Bytes(payload), new Bytes(signature.sign()))));
    }
}
