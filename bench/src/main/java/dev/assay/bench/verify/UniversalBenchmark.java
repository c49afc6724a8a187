package dev.assay.bench.verify;

import dev.assay.verification.proof.ProofKey;
import dev.assay.verification.proof.ProvedInputs;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** PLONK and FFLONK of snarkjs, from files to a verdict: proofs of the tests of the verification module. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
public class UniversalBenchmark {

    private static final String PROOFS = "verification/src/test/resources/proofs/";

    @Param({"plonk/reserves", "plonk-bls12381/product", "fflonk/reserves"})
    public String proof = "";

    private ProofKey key = Inputs.value(ProofKey.load(new TrapdoorKey(Inputs.curve("bn254")).json()));
    private byte[] proofJson = {};
    private byte[] publicJson = {};

    @Setup
    public void read() throws IOException {
        String folder = PROOFS + proof;
        key = Inputs.value(ProofKey.load(Inputs.file(folder + "/verification_key.json")));
        proofJson = Inputs.file(folder + "/proof.json");
        publicJson = Inputs.file(folder + "/public.json");
    }

    @Benchmark
    public ProvedInputs verify() {
        return Inputs.value(key.verify(proofJson, publicJson));
    }
}
