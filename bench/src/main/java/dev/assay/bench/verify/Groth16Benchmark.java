package dev.assay.bench.verify;

import dev.assay.verification.Verdict;
import dev.assay.verification.proof.Groth16Verifier;
import dev.assay.verification.proof.Groth16Verifier.Submission;
import dev.assay.verification.proof.VerifiedKey;
import dev.assay.verification.proof.VerifiedProof;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From snarkjs' files to a verdict, with three public inputs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
public class Groth16Benchmark {

    private static final int BATCH = 100;

    @Param({"bn254", "bls12-381"})
    public String curve = "";

    private byte[] keyJson = {};
    private VerifiedKey key = new TrapdoorKey(Inputs.curve("bn254")).verified();
    private List<Submission> submissions = List.of();
    private int next;

    @Setup
    public void prove() {
        TrapdoorKey trapdoor = new TrapdoorKey(Inputs.curve(curve));
        keyJson = trapdoor.json();
        key = trapdoor.verified();
        submissions = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            submissions.add(trapdoor.proof().files());
        }
    }

    @Benchmark
    public VerifiedProof verify() {
        Submission submission = submissions.get(next++ % BATCH);
        return Inputs.value(Groth16Verifier.verify(key, submission.proofJson(), submission.publicJson()));
    }

    /** Time and bytes are those of one proof of a hundred. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public List<Verdict<VerifiedProof>> batchOf100() {
        List<Verdict<VerifiedProof>> verdicts = Groth16Verifier.verifyAll(key, submissions);
        verdicts.forEach(Inputs::value);
        return verdicts;
    }

    @Benchmark
    public VerifiedKey loadKey() {
        return Inputs.value(VerifiedKey.load(keyJson));
    }
}
