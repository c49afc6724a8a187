package dev.assay.bench.verify;

import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.Groth16Verifier;
import dev.assay.verification.proof.Groth16Verifier.Submission;
import dev.assay.verification.proof.VerifiedKey;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Groth16 by the CPU time of one thread, in turns with blst: for machines that others use at the same time, where the
 * clock on the wall that JMH reads says nothing.
 */
public final class Alternation {

    private static final int WARM_UP_ROUNDS = 300;
    private static final int ROUNDS = 300;
    private static final int BATCH = 100;
    private static final int ROUNDS_OF_BATCHES = 10;

    private final ThreadMXBean thread = ManagementFactory.getThreadMXBean();
    private final Map<String, List<Double>> micros = new LinkedHashMap<>();

    private Alternation() {}

    public static void run(List<String> arguments) {
        Alternation alternation = new Alternation();
        alternation.measureAll();
        alternation.report(arguments.contains("--json"));
    }

    private void measureAll() {
        TrapdoorKey first = new TrapdoorKey(Curve.BN254);
        TrapdoorKey second = new TrapdoorKey(Curve.BLS12_381);
        VerifiedKey bn = first.verified();
        VerifiedKey bls = second.verified();
        List<Submission> ofBn = submissions(first);
        List<Submission> ofBls = submissions(second);
        BlstBenchmark blst = new BlstBenchmark();
        blst.convert();
        for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
            Submission one = ofBn.get(Math.floorMod(round, BATCH));
            Submission other = ofBls.get(Math.floorMod(round, BATCH));
            measure("verify bn254", round, 1, () -> verify(bn, one));
            measure("verify bls12-381", round, 1, () -> verify(bls, other));
            measure("blst, the same equation", round, 1, blst::groth16);
        }
        for (int round = -ROUNDS_OF_BATCHES; round < ROUNDS_OF_BATCHES; round++) {
            measure("batch of 100, each, bn254", round, BATCH, () -> Groth16Verifier.verifyAll(bn, ofBn));
            measure("batch of 100, each, bls12-381", round, BATCH, () -> Groth16Verifier.verifyAll(bls, ofBls));
        }
    }

    private static List<Submission> submissions(TrapdoorKey key) {
        List<Submission> submissions = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            submissions.add(key.proof().files());
        }
        return submissions;
    }

    private static void verify(VerifiedKey key, Submission submission) {
        Inputs.value(Groth16Verifier.verify(key, submission.proofJson(), submission.publicJson()));
    }

    private void measure(String name, int round, int operations, Runnable operation) {
        long before = thread.getCurrentThreadCpuTime();
        operation.run();
        double each = (thread.getCurrentThreadCpuTime() - before) / 1e3 / operations;
        if (round >= 0) {
            micros.computeIfAbsent(name, unused -> new ArrayList<>()).add(each);
        }
    }

    @SuppressWarnings("SystemOut")
    private void report(boolean json) {
        String format = json
                ? "{\"name\":\"%s\",\"unit\":\"us CPU\",\"min\":%.1f,\"median\":%.1f,\"max\":%.1f,\"runs\":%d}%n"
                : "%-32s min %8.1f  median %8.1f  max %8.1f us CPU of %d%n";
        micros.forEach((name, all) -> {
            Collections.sort(all);
            System.out.printf(
                    Locale.ROOT, format, name, all.getFirst(), all.get(all.size() / 2), all.getLast(), all.size());
        });
    }
}
