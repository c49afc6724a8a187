package dev.assay.simulator;

import dev.assay.verification.cbor.CborEncoding;
import dev.assay.verification.cbor.CborValue;
import dev.assay.verification.cbor.CborValue.Array;
import dev.assay.verification.cbor.CborValue.Bytes;
import dev.assay.verification.cbor.CborValue.Int;
import dev.assay.verification.cbor.CborValue.Mapping;
import dev.assay.verification.cbor.CborValue.Tagged;
import dev.assay.verification.cbor.CborValue.Text;
import dev.assay.verification.corim.ReferenceTriple;
import dev.assay.verification.ecdsa.EcdsaKey;
import dev.assay.verification.ecdsa.NistCurve;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A simulated provider of reference values: it writes and signs manifests (draft-ietf-rats-corim). */
public final class SimulatedCorim {

    private static final int ES256 = -7;

    private final KeyPair keys = newKeys();

    /** The key that manifests are signed with. */
    public EcdsaKey signer() {
        byte[] info = keys.getPublic().getEncoded();
        return EcdsaKey.of(NistCurve.P256, Arrays.copyOfRange(info, info.length - 64, info.length));
    }

    /**
     * A manifest with one environment, whose vendor is {@code SIMULATED}.
     *
     * @param registers by name or number; the hash is the one of the value's length
     */
    public static byte[] manifest(String model, Map<String, byte[]> registers) {
        CborValue environment = map(0, map(1, new Text("SIMULATED"), 2, new Text(model)));
        List<CborValue> measurements = new ArrayList<>();
        registers.forEach((name, value) -> measurements.add(map(0, key(name), 1, map(2, array(digest(value))))));
        CborValue triples = map(0, array(array(environment, new Array(measurements))));
        CborValue comid = map(1, map(0, new Text("SIMULATED")), 4, triples);
        CborValue tags = array(new Tagged(506, new Bytes(CborEncoding.encode(comid))));
        return CborEncoding.encode(new Tagged(501, map(0, new Text("SIMULATED"), 1, tags)));
    }

    /** The manifest as a COSE_Sign1. */
    public byte[] sign(byte[] manifest) {
        byte[] headers = CborEncoding.encode(map(1, new Int(ES256), 3, new Text("application/rim+cbor")));
        byte[] signed = CborEncoding.encode(
                array(new Text("Signature1"), new Bytes(headers), new Bytes(new byte[0]), new Bytes(manifest)));
        return CborEncoding.encode(new Tagged(
                18,
                array(new Bytes(headers), new Mapping(Map.of()), new Bytes(manifest), new Bytes(signature(signed)))));
    }

    private byte[] signature(byte[] signed) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(keys.getPrivate());
            signature.update(signed);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform signs with P-256", e);
        }
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has P-256", e);
        }
    }

    private static CborValue key(String name) {
        return name.matches("[0-9]+") ? new Int(Long.parseLong(name)) : new Text(name);
    }

    private static CborValue digest(byte[] value) {
        int algorithm = switch (value.length) {
            case 32 -> ReferenceTriple.SHA_256;
            case 48 -> ReferenceTriple.SHA_384;
            default -> ReferenceTriple.SHA_512;
        };
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
}
