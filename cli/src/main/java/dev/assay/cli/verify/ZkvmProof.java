package dev.assay.cli.verify;

import dev.assay.cli.CommandFailure;
import dev.assay.cli.Facts;
import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.VerifiedKey;
import dev.assay.verification.proof.encoding.HexText;
import dev.assay.verification.proof.gnark.VerifiedGnarkPlonkKey;
import dev.assay.verification.proof.zkvm.Risc0Parameters;
import dev.assay.verification.proof.zkvm.Risc0Receipt;
import dev.assay.verification.proof.zkvm.Risc0Verifier;
import dev.assay.verification.proof.zkvm.Sp1ProofFile;
import dev.assay.verification.proof.zkvm.Sp1Verifier;
import dev.assay.verification.proof.zkvm.VerifiedRisc0Receipt;
import dev.assay.verification.proof.zkvm.VerifiedSp1Proof;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A proof of an execution on a zkVM: of this program, with this output.
 *
 * @param proof a seal, proof bytes or a whole file, or one of them in hexadecimal
 * @param output the journal or the public values, unless the file has them in it
 * @param key another than the one that this version knows for the release
 * @param release the label of one release that is known, or nothing for any that the vendor still believes
 */
@SuppressWarnings("ArrayRecordComponent")
record ZkvmProof(
        byte[] proof, Digest program, Optional<byte[]> output, Optional<VerifiedKey> key, Optional<String> release) {

    private static final int SELECTOR_BYTES = 4;

    /** Selector and eight words. */
    private static final int SEAL_BYTES = 260;

    /** Whether the bytes begin as a proof of a release that is known. */
    static boolean isOfRelease(byte[] bytes) {
        byte[] selector = Arrays.copyOf(bytes, SELECTOR_BYTES);
        return isOfSp1(selector) || bytes.length == SEAL_BYTES && isOfRisc0(selector);
    }

    private static boolean isOfRisc0(byte[] selector) {
        VerifiedKey wrapper = WrapperKeys.risc0();
        return Stream.of(Risc0Release.values())
                .anyMatch(known -> known.parameters(wrapper)
                                instanceof Verdict.Verified<Risc0Parameters>(Risc0Parameters parameters)
                        && Arrays.equals(parameters.selector(), selector));
    }

    private static boolean isOfSp1(byte[] selector) {
        return Stream.of(Sp1Release.values())
                .anyMatch(known -> Arrays.equals(known.groth16Selector(), selector)
                        || Arrays.equals(known.plonkSelector(), selector));
    }

    Verdict<Facts> risc0() {
        byte[] bytes = HexText.decoded(proof);
        return bytes.length == SEAL_BYTES ? seal(bytes) : Verdicts.then(Risc0Receipt.parse(bytes), this::receipt);
    }

    private Verdict<Facts> seal(byte[] seal) {
        byte[] journal = output.orElseThrow(
                () -> CommandFailure.usage("a seal does not hold the journal", "Name it: --journal FILE"));
        return risc0(
                Arrays.copyOf(seal, SELECTOR_BYTES),
                (parameters, name) -> risc0Facts(Risc0Verifier.verify(parameters, seal, program, journal), name));
    }

    private Verdict<Facts> receipt(Risc0Receipt receipt) {
        checkSame(receipt.journal());
        return risc0(
                Arrays.copyOf(receipt.verifierParameters().bytes(), SELECTOR_BYTES),
                (parameters, name) -> risc0Facts(Risc0Verifier.verify(parameters, receipt, program), name));
    }

    private interface Risc0Check {
        Verdict<Facts> verify(Risc0Parameters parameters, String release);
    }

    /** The prover's selector chooses among releases that are believed: it makes none believed. */
    private Verdict<Facts> risc0(byte[] selector, Risc0Check check) {
        VerifiedKey wrapper = key.orElseGet(WrapperKeys::risc0);
        List<Risc0Release> candidates = release.map(label -> List.of(Risc0Release.labelled(label)))
                .orElseGet(() -> Stream.of(Risc0Release.values())
                        .filter(Risc0Release::isBelieved)
                        .toList());
        for (Risc0Release candidate : candidates) {
            Verdict<Risc0Parameters> parameters = candidate.parameters(wrapper);
            boolean matches = !(parameters instanceof Verdict.Verified<Risc0Parameters>(Risc0Parameters known))
                    || Arrays.equals(known.selector(), selector);
            if (matches || candidates.size() == 1) {
                return Verdicts.then(parameters, known -> check.verify(known, candidate.label()));
            }
        }
        return new Verdict.Rejected<>(Reason.SELECTOR_MISMATCH, stopped(wrapper, selector));
    }

    private static String stopped(VerifiedKey wrapper, byte[] selector) {
        for (Risc0Release old : Risc0Release.values()) {
            if (!old.isBelieved()
                    && old.parameters(wrapper) instanceof Verdict.Verified<Risc0Parameters>(Risc0Parameters known)
                    && Arrays.equals(known.selector(), selector)) {
                return "made with release " + old.label()
                        + ", which RISC Zero has stopped: to examine it all the same, name it with --release";
            }
        }
        return "of none of the releases that are believed";
    }

    private static Verdict<Facts> risc0Facts(Verdict<VerifiedRisc0Receipt> verdict, String release) {
        return Verdicts.map(
                verdict,
                proven -> new Facts()
                        .with("system", "risc0")
                        .with("release", release)
                        .with("imageId", proven.imageId().hex())
                        .with("journalSha256", proven.journal().hex()));
    }

    Verdict<Facts> sp1() {
        byte[] bytes = HexText.decoded(proof);
        if (isOfSp1(Arrays.copyOf(bytes, SELECTOR_BYTES))) {
            byte[] values = output.orElseThrow(() -> CommandFailure.usage(
                    "proof bytes do not hold the public values", "Name them: --public-values FILE"));
            return sp1(bytes, values);
        }
        return Verdicts.then(Sp1ProofFile.parse(bytes), file -> {
            checkSame(file.publicValues());
            return isConsistent(file)
                    ? sp1(file.proof(), file.publicValues())
                    : new Verdict.Rejected<>(
                            Reason.SELECTOR_MISMATCH,
                            "no release has this wrapper and the verifier " + file.verifierHash());
        });
    }

    /** The whole hash, and not only the four bytes of it that begin the proof, is of the wrapper that the file names. */
    private static boolean isConsistent(Sp1ProofFile file) {
        return Stream.of(Sp1Release.values())
                .anyMatch(known -> known.verifierHash(file.wrapper()).equals(file.verifierHash()));
    }

    private Verdict<Facts> sp1(byte[] bytes, byte[] values) {
        byte[] selector = Arrays.copyOf(bytes, SELECTOR_BYTES);
        List<Sp1Release> candidates =
                release.map(label -> List.of(Sp1Release.labelled(label))).orElseGet(() -> List.of(Sp1Release.values()));
        for (Sp1Release candidate : candidates) {
            if (Arrays.equals(candidate.groth16Selector(), selector)) {
                VerifiedKey wrapper = key.orElseGet(candidate::groth16Key);
                return Verdicts.then(
                        candidate.groth16(wrapper),
                        parameters -> sp1Facts(Sp1Verifier.verify(parameters, bytes, program, values), candidate));
            }
            if (Arrays.equals(candidate.plonkSelector(), selector)) {
                if (key.isPresent()) {
                    throw CommandFailure.usage(
                            "the proof is wrapped in PLONK, and --vk names a Groth16 key",
                            "Leave --vk out: the release's own key is known.");
                }
                return Verdicts.then(
                        VerifiedGnarkPlonkKey.load(Curve.BN254, candidate.plonkKey()),
                        wrapper -> sp1Facts(
                                Sp1Verifier.verify(candidate.plonk(wrapper), bytes, program, values), candidate));
            }
        }
        return new Verdict.Rejected<>(Reason.SELECTOR_MISMATCH, "of none of the releases that are verified");
    }

    private static Verdict<Facts> sp1Facts(Verdict<VerifiedSp1Proof> verdict, Sp1Release release) {
        return Verdicts.map(
                verdict,
                proven -> new Facts()
                        .with("system", "sp1")
                        .with("release", release.label())
                        .with("program", proven.programVkey().hex())
                        .with(
                                "publicValuesSha256",
                                Digest.sha256(proven.publicValues()).hex()));
    }

    private void checkSame(byte[] inFile) {
        if (!Arrays.equals(output.orElse(inFile), inFile)) {
            throw CommandFailure.usage(
                    "the file holds another output of the program than the one named",
                    "Leave --journal or --public-values out to verify the file's own.");
        }
    }
}
