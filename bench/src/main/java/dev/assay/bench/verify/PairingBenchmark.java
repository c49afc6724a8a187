package dev.assay.bench.verify;

import dev.assay.verification.pairing.Curve;
import dev.assay.verification.pairing.Fq12;
import dev.assay.verification.pairing.PairingArithmetic;
import dev.assay.verification.pairing.PairingArithmetic.Product;
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

/** Products of pairings of points that nothing was prepared for. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
public class PairingBenchmark {

    @Param({"bn254", "bls12-381"})
    public String curve = "";

    @Param({"1", "2", "4"})
    public int pairs;

    private PairingArithmetic arithmetic = Curve.BN254.arithmetic();

    @Setup
    public void choose() {
        arithmetic = Inputs.curve(curve).arithmetic();
    }

    @Benchmark
    public Fq12 product() {
        Product product = arithmetic.product();
        for (int i = 0; i < pairs; i++) {
            product.times(
                    arithmetic.curve().firstGenerator(), arithmetic.curve().secondGenerator());
        }
        return product.value();
    }
}
