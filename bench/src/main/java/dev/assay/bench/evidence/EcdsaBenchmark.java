package dev.assay.bench.evidence;

import dev.assay.verification.ecdsa.EcdsaKey;
import dev.assay.verification.ecdsa.NistCurve;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
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

/**
 * One ECDSA signature: by a key that was just read, by a key in use, and by the JDK, beside which {@code openssl speed
 * ecdsap256 ecdsap384} says what C and assembler take on the same machine.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EcdsaBenchmark {

    /** Enough of them that no branch predictor learns the digits of one. */
    private static final int SIGNATURES = 64;

    @Param({"P256", "P384"})
    public NistCurve curve = NistCurve.P256;

    private final byte[] message = new byte[64];
    private final byte[][] points = new byte[SIGNATURES][];
    private final byte[][] signatures = new byte[SIGNATURES][];
    private final EcdsaKey[] keys = new EcdsaKey[SIGNATURES];
    private final PublicKey[] jdkKeys = new PublicKey[SIGNATURES];
    private int next;

    @Setup
    public void sign() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve == NistCurve.P256 ? "secp256r1" : "secp384r1"));
        for (int i = 0; i < SIGNATURES; i++) {
            KeyPair pair = generator.generateKeyPair();
            jdkKeys[i] = pair.getPublic();
            byte[] info = pair.getPublic().getEncoded(); // a SubjectPublicKeyInfo ends with x and y
            points[i] = Arrays.copyOfRange(info, info.length - 2 * curve.coordinateBytes(), info.length);
            keys[i] = EcdsaKey.of(curve, points[i]);
            Signature signer = Signature.getInstance(algorithm());
            signer.initSign(pair.getPrivate());
            signer.update(message);
            signatures[i] = signer.sign();
        }
    }

    private String algorithm() {
        return curve.hash().replace("-", "") + "withECDSA";
    }

    private int next() {
        next = (next + 1) % SIGNATURES;
        return next;
    }

    @Benchmark
    public boolean newKey() {
        int i = next();
        return EcdsaKey.of(curve, points[i]).verifyDer(message, signatures[i]);
    }

    @Benchmark
    public boolean keyInUse() {
        int i = next();
        return keys[i].verifyDer(message, signatures[i]);
    }

    @Benchmark
    public boolean jdk() throws GeneralSecurityException {
        int i = next();
        Signature verifier = Signature.getInstance(algorithm());
        verifier.initVerify(jdkKeys[i]);
        verifier.update(message);
        return verifier.verify(signatures[i]);
    }
}
