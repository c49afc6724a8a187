package dev.assay.verification.tee.cca;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.verified;
import static dev.assay.verification.tee.cca.FaultyCca.collection;
import static dev.assay.verification.tee.cca.FaultyCca.filled;
import static dev.assay.verification.tee.cca.FaultyCca.measurements;
import static dev.assay.verification.tee.cca.FaultyCca.tag;
import static dev.assay.verification.tee.cca.FaultyCca.verify;

import dev.assay.simulator.CborWriter;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CcaShapeTest {

    private final FaultyCca cca = new FaultyCca();

    @Test
    void acceptsTheLegacyCollectionAndTheCmwCollection() {
        verified(cca.verify());
        verified(FaultyCca.legacy().verify());
        CborWriter cmw = tag(907).map(2);
        cmw.uint(44234).array(2).uint(263).bytes(cca.platformToken());
        cmw.uint(44241).array(2).uint(263).bytes(cca.realmToken());
        verified(verify(cmw.toByteArray()));
    }

    @Test
    void rejectsWhatIsNoCollectionOfTwoTokens() {
        byte[] platform = cca.platformToken();
        byte[] realm = cca.realmToken();
        byte[] good = collection(platform, realm);
        rejected(Reason.MALFORMED, verify(new byte[0]));
        rejected(Reason.MALFORMED, verify(Arrays.copyOf(good, good.length + 1)));
        rejected(Reason.MALFORMED, verify(Arrays.copyOf(good, good.length - 1)));
        rejected(Reason.MALFORMED, verify(Arrays.copyOfRange(good, 3, good.length)));
        rejected(
                Reason.MALFORMED,
                verify(tag(398).raw(Arrays.copyOfRange(good, 3, good.length)).toByteArray()));
        rejected(Reason.MALFORMED, verify(tag(399).array(0).toByteArray()));
        CborWriter three = tag(399).map(3).uint(1).uint(1);
        rejected(
                Reason.MALFORMED,
                verify(three.uint(44234)
                        .bytes(platform)
                        .uint(44241)
                        .bytes(realm)
                        .toByteArray()));
        CborWriter other =
                tag(399).map(2).uint(44234).bytes(platform).uint(44242).bytes(realm);
        rejected(Reason.CCA_CLAIM_MISSING, verify(other.toByteArray()));
    }

    @Test
    void rejectsCmwEntriesOfAnotherType() {
        CborWriter type = tag(907).map(2);
        type.uint(44234).array(2).uint(262).bytes(cca.platformToken());
        type.uint(44241).array(2).uint(263).bytes(cca.realmToken());
        rejected(Reason.MALFORMED, verify(type.toByteArray()));
        CborWriter bare = tag(907).map(2).uint(44234).bytes(cca.platformToken());
        rejected(
                Reason.MALFORMED,
                verify(bare.uint(44241).bytes(cca.realmToken()).toByteArray()));
    }

    @Test
    void rejectsMoreBytesThanTheLimit() {
        rejected(Reason.TOO_LARGE, verify(new byte[CcaToken.MAX_BYTES + 1]));
        rejected(Reason.MALFORMED, verify(new byte[CcaToken.MAX_BYTES]));
    }

    @Test
    void rejectsTokensThatAreNoTaggedCoseSign1() {
        cca.realmFault = token -> Arrays.copyOfRange(token, 1, token.length);
        rejected(Reason.MALFORMED, cca.verify());
        cca.realmFault = token -> new byte[] {(byte) 0xD2, (byte) 0x80};
        rejected(Reason.MALFORMED, cca.verify());
    }

    /** -36 is ES512, -37 PS256; a header without an algorithm; one that says what is critical; no map. */
    @ParameterizedTest
    @ValueSource(strings = {"a1013823", "a1013824", "a0", "a1011a00000001", "a2013822028104", "80"})
    void rejectsOtherProtectedHeaders(String header) {
        byte[] bytes = HexFormat.of().parseHex(header);
        cca.platformFault = token -> cca.platformSigner.sign(bytes, new byte[] {(byte) 0xA0});
        rejected(header.contains("1a00") ? Reason.MALFORMED : Reason.CCA_ALGORITHM, cca.verify());
    }

    @Test
    void rejectsProfilesThatAreUnknownOrDoNotGoTogether() {
        rejected(Reason.CCA_PROFILE, platform(265, cbor -> cbor.text("tag:arm.com,2024:cca_platform#2.0.0")));
        rejected(Reason.CCA_PROFILE, realm(265, cbor -> cbor.text("tag:arm.com,2023:realm#1.0.1")));
        cca.realm.remove(265);
        rejected(Reason.CCA_PROFILE, cca.verify());
    }

    @ParameterizedTest
    @ValueSource(ints = {265, 10, 2396, 256, 2401, 2395, 2399, 2402})
    void rejectsPlatformClaimsThatAreAbsent(int label) {
        cca.platform.remove(label);
        rejected(Reason.CCA_CLAIM_MISSING, cca.verify());
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 44235, 44236, 44237, 44238, 44239, 44240})
    void rejectsRealmClaimsThatAreAbsent(int label) {
        cca.realm.remove(label);
        rejected(Reason.CCA_CLAIM_MISSING, cca.verify());
    }

    @ParameterizedTest
    @ValueSource(ints = {265, 10, 2396, 256, 2401, 2395, 2399, 2400, 2402})
    void rejectsPlatformClaimsOfAnotherType(int label) {
        rejected(Reason.CCA_CLAIM_INVALID, platform(label, CborWriter::nil));
    }

    @ParameterizedTest
    @ValueSource(ints = {265, 10, 44235, 44236, 44237, 44238, 44239, 44240})
    void rejectsRealmClaimsOfAnotherType(int label) {
        rejected(Reason.CCA_CLAIM_INVALID, realm(label, CborWriter::nil));
    }

    @Test
    void rejectsLengthsThatTheSpecificationDoesNotHave() {
        Map<Integer, List<Integer>> platform =
                Map.of(10, List.of(31, 33, 0, 65), 2396, List.of(31, 33), 256, List.of(32, 34));
        platform.forEach((label, sizes) -> sizes.forEach(size -> rejected(
                Reason.CCA_CLAIM_INVALID,
                new FaultyCca()
                        .putPlatform(label, cbor -> cbor.bytes(filled(size, 1)))
                        .verify())));
        Map<Integer, List<Integer>> realm =
                Map.of(10, List.of(63, 65, 32), 44235, List.of(63, 65, 0), 44238, List.of(31, 33, 65));
        realm.forEach((label, sizes) -> sizes.forEach(size -> rejected(
                Reason.CCA_CLAIM_INVALID,
                new FaultyCca()
                        .putRealm(label, cbor -> cbor.bytes(filled(size, 1)))
                        .verify())));
    }

    @Test
    void rejectsAnInstanceIdOfAnotherKind() {
        rejected(Reason.CCA_CLAIM_INVALID, platform(256, cbor -> cbor.bytes(filled(33, 2))));
    }

    @Test
    void rejectsLifecyclesBetweenTheRanges() {
        for (int lifecycle : new int[] {0x0100, 0x2FFF, 0x3100, 0x6100, 0x7000, 0x103000}) {
            rejected(Reason.CCA_CLAIM_INVALID, platform(2395, cbor -> cbor.uint(lifecycle)));
        }
        rejected(Reason.CCA_CLAIM_INVALID, platform(2395, cbor -> cbor.raw(new byte[] {0x20})));
    }

    @Test
    void rejectsSoftwareComponentsThatLackWhatTheyMustHave() {
        rejected(Reason.CCA_CLAIM_INVALID, platform(2399, cbor -> cbor.array(0)));
        rejected(Reason.MALFORMED, platform(2399, cbor -> cbor.array(1).uint(1)));
        byte[] hash = filled(32, 1);
        rejected(
                Reason.CCA_CLAIM_MISSING,
                platform(2399, cbor -> cbor.array(1).map(1).uint(2).bytes(hash)));
        rejected(
                Reason.CCA_CLAIM_MISSING,
                platform(2399, cbor -> cbor.array(1).map(1).uint(5).bytes(hash)));
        rejected(
                Reason.CCA_CLAIM_INVALID,
                platform(
                        2399,
                        cbor -> cbor.array(1)
                                .map(3)
                                .uint(2)
                                .bytes(hash)
                                .uint(5)
                                .bytes(hash)
                                .uint(4)
                                .uint(1)));
        rejected(Reason.CCA_CLAIM_INVALID, platform(2399, cbor -> {
            cbor.array(257);
            for (int i = 0; i < 257; i++) {
                cbor.map(2).uint(2).bytes(hash).uint(5).bytes(hash);
            }
            return cbor;
        }));
    }

    @Test
    void rejectsOtherThanFourExtensibleMeasurements() {
        rejected(Reason.CCA_CLAIM_INVALID, realm(44239, cbor -> measurements(cbor, 3)));
        rejected(Reason.CCA_CLAIM_INVALID, realm(44239, cbor -> measurements(cbor, 5)));
        rejected(
                Reason.CCA_CLAIM_INVALID,
                realm(44239, cbor -> cbor.array(4).uint(1).uint(2).uint(3).uint(4)));
    }

    @Test
    void rejectsHashesThatItDoesNotKnow() {
        rejected(Reason.CCA_CLAIM_INVALID, platform(2402, cbor -> cbor.text("sha-1")));
        rejected(Reason.CCA_CLAIM_INVALID, realm(44236, cbor -> cbor.text("SHA-256")));
        rejected(Reason.CCA_CLAIM_INVALID, realm(44240, cbor -> cbor.text("md5")));
    }

    @Test
    void rejectsRealmKeysThatAreNoPointOfTheirCurve() {
        byte[] point = cca.realmSigner.point();
        byte[] moved = point.clone();
        moved[96] ^= 1;
        rejected(Reason.CCA_CLAIM_INVALID, FaultyCca.legacy().realmKey(moved).verify());
        rejected(
                Reason.CCA_CLAIM_INVALID,
                FaultyCca.legacy().realmKey(Arrays.copyOf(point, 96)).verify());
        rejected(
                Reason.CCA_CLAIM_INVALID,
                cca.realmKey(coseKey(2, 2, moved, 0x22)).verify());
    }

    @Test
    void rejectsCoseKeysOfAnotherKind() {
        byte[] point = cca.realmSigner.point();
        rejected(
                Reason.CCA_CLAIM_INVALID,
                cca.realmKey(coseKey(1, 2, point, 0x22)).verify());
        rejected(
                Reason.CCA_CLAIM_INVALID,
                cca.realmKey(coseKey(2, 1, point, 0x22)).verify());
        rejected(
                Reason.CCA_CLAIM_INVALID,
                cca.realmKey(coseKey(2, 3, point, 0x22)).verify());
        rejected(
                Reason.CCA_CLAIM_MISSING,
                cca.realmKey(coseKey(2, 2, point, 0x23)).verify());
        rejected(Reason.MALFORMED, cca.realmKey(point).verify());
        verified(cca.realmKey(coseKey(2, 2, point, 0x22)).verify());
    }

    @Test
    void rejectsCoseKeysForAnotherAlgorithm() {
        byte[] key = cca.realmSigner.coseKey();
        CborWriter es256 = new CborWriter().map(5).raw(Arrays.copyOfRange(key, 1, key.length));
        rejected(
                Reason.CCA_CLAIM_INVALID,
                cca.realmKey(es256.uint(3).raw(new byte[] {0x26}).toByteArray()).verify());
        CborWriter es384 = new CborWriter().map(5).raw(Arrays.copyOfRange(key, 1, key.length));
        verified(cca.realmKey(es384.uint(3).raw(new byte[] {0x38, 0x22}).toByteArray())
                .verify());
    }

    @Test
    void leavesClaimsAloneThatItDoesNotKnow() {
        cca.putPlatform(2403, cbor -> cbor.bytes(new byte[] {1}));
        verified(cca.putRealm(99_999, cbor -> cbor.text("later")).verify());
    }

    private static byte[] coseKey(int type, int curve, byte[] point, int yLabel) {
        CborWriter key = new CborWriter().map(4).uint(1).uint(type);
        key.raw(new byte[] {0x20}).uint(curve);
        key.raw(new byte[] {0x21}).bytes(Arrays.copyOfRange(point, 1, 49));
        return key.raw(new byte[] {(byte) yLabel})
                .bytes(Arrays.copyOfRange(point, 49, 97))
                .toByteArray();
    }

    private static Verdict<GenuineCca> platform(int label, UnaryOperator<CborWriter> value) {
        return new FaultyCca().putPlatform(label, value).verify();
    }

    private static Verdict<GenuineCca> realm(int label, UnaryOperator<CborWriter> value) {
        return new FaultyCca().putRealm(label, value).verify();
    }
}
