package dev.assay.bench.verify;

import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import supranational.blst.P1;
import supranational.blst.P1_Affine;
import supranational.blst.P2_Affine;
import supranational.blst.PT;
import supranational.blst.Scalar;

/**
 * The same equation on the same inputs by blst, through the Java binding jblst: C and assembler, BLS12-381 only. What it
 * is spared: it reads no JSON, and its points lie ready in its own form. What it lacks: prepared lines, in this binding.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
public class BlstBenchmark {

    private static final Curve CURVE = Curve.BLS12_381;

    private P1_Affine a = P1_Affine.generator();
    private P2_Affine b = P2_Affine.generator();
    private P1_Affine c = P1_Affine.generator();
    private P2_Affine gamma = P2_Affine.generator();
    private P2_Affine delta = P2_Affine.generator();
    private PT alphaBeta = PT.one();
    private List<P1> ic = List.of();
    private List<Scalar> inputs = List.of();

    @Setup
    public void convert() {
        TrapdoorKey key = new TrapdoorKey(CURVE);
        TrapdoorKey.Proof proof = key.proof();
        a = first(proof.a());
        b = second(proof.b());
        c = first(proof.c());
        gamma = second(key.gamma());
        delta = second(key.delta());
        alphaBeta = new PT(first(key.alpha()), second(key.beta()));
        ic = new ArrayList<>();
        key.ic().forEach(point -> ic.add(first(point).to_jacobian()));
        inputs = new ArrayList<>();
        proof.inputs().forEach(input -> inputs.add(new Scalar(input)));
        if (!groth16()) {
            throw new IllegalStateException("blst rejects the proof");
        }
    }

    /** Three subgroup checks, the sum over the inputs, three Miller loops and one final exponentiation. */
    @Benchmark
    public boolean groth16() {
        P1 vkX = ic.getFirst().dup();
        for (int i = 0; i < inputs.size(); i++) {
            vkX.add(ic.get(i + 1).dup().mult(inputs.get(i)));
        }
        PT right = new PT(vkX.to_affine(), gamma).mul(new PT(c, delta)).mul(alphaBeta);
        return a.in_group() && b.in_group() && c.in_group() && PT.finalverify(new PT(a, b), right);
    }

    @Benchmark
    public PT millerLoop() {
        return new PT(a, b);
    }

    /** With the copy that the binding needs. */
    @Benchmark
    public PT finalExponentiation() {
        return alphaBeta.dup().final_exp();
    }

    private static P1_Affine first(AffinePoint p) {
        ByteBuffer bytes = ByteBuffer.allocate(96);
        put(bytes, CURVE.fq().toBigInteger(p.x()));
        put(bytes, CURVE.fq().toBigInteger(p.y()));
        return new P1_Affine(bytes.array());
    }

    private static P2_Affine second(AffinePoint p) {
        ByteBuffer bytes = ByteBuffer.allocate(192);
        for (long[] coordinate : List.of(p.x(), p.y())) {
            put(bytes, CURVE.part(coordinate, 1));
            put(bytes, CURVE.part(coordinate, 0));
        }
        return new P2_Affine(bytes.array());
    }

    /** 48 bytes, big-endian. */
    private static void put(ByteBuffer bytes, BigInteger number) {
        byte[] digits = number.toByteArray();
        int size = Math.min(digits.length, 48);
        bytes.put(new byte[48 - size]).put(digits, digits.length - size, size);
    }
}
