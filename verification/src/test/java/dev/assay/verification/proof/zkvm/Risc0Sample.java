package dev.assay.verification.proof.zkvm;

import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.proof.VerifiedKey;
import dev.assay.verification.proof.gnark.ZkVectors;
import java.io.IOException;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** RISC Zero's own test receipt of a release. */
record Risc0Sample(Risc0Parameters parameters, byte[] seal, Digest imageId, byte[] journal, String folder) {

    private static final HexFormat HEX = HexFormat.of();

    static Risc0Sample load(String folder) throws IOException {
        return new Risc0Sample(
                loadParameters(folder),
                HEX.parseHex(meta(folder, "seal")),
                Digest.ofHex(meta(folder, "imageId")),
                HEX.parseHex(meta(folder, "journal")),
                folder);
    }

    /** The vectors hold control root and control id only as the public inputs that they become. */
    static Risc0Parameters loadParameters(String folder) throws IOException {
        VerifiedKey key = ZkVectors.value(VerifiedKey.load(ZkVectors.file(folder + "/verification_key.json")));
        List<String> inputs = ZkVectors.strings(Json.read(ZkVectors.file(folder + "/public.json")));
        String controlRoot = littleEndianHex(inputs.get(0)) + littleEndianHex(inputs.get(1));
        String controlId = String.format("%064x", new BigInteger(inputs.get(4)));
        return new Risc0Parameters(key, Digest.ofHex(controlRoot), Digest.ofHex(controlId));
    }

    private static String littleEndianHex(String half) {
        byte[] bigEndian = HEX.parseHex(String.format("%032x", new BigInteger(half)));
        byte[] reversed = new byte[bigEndian.length];
        for (int i = 0; i < reversed.length; i++) {
            reversed[i] = bigEndian[bigEndian.length - 1 - i];
        }
        return HEX.formatHex(reversed);
    }

    static String meta(String folder, String name) throws IOException {
        return ((JsonString) Objects.requireNonNull(
                        ZkVectors.json(folder + "/meta.json").members().get(name)))
                .value();
    }

    Verdict<VerifiedRisc0Receipt> verify() {
        return Risc0Verifier.verify(parameters, seal, imageId, journal);
    }

    Risc0Sample withSeal(byte[] other) {
        return new Risc0Sample(parameters, other, imageId, journal, folder);
    }

    Risc0Sample withParameters(Risc0Parameters other) {
        return new Risc0Sample(other, seal, imageId, journal, folder);
    }

    Verdict<VerifiedRisc0Receipt> verify(Risc0Claim claim) {
        return Risc0Verifier.verify(parameters, seal, claim);
    }
}
