package dev.assay.node.prove;

import dev.assay.node.iden3.Iden3FormatException;
import dev.assay.node.iden3.Samples;
import dev.assay.node.witness.WitnessLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A process that proves with damaged keys and witnesses: {@code FOLDER COUNT SEED}. Its last line says how many were refused
 * and how many gave a proof that verifies. Status 0 unless a file led to anything else.
 */
final class HostileFiles {

    /** One over each curve. */
    private static final List<Pair> CIRCUITS = List.of(
            Pair.read(Samples.reserves("reserves.zkey"), Samples.reserves("reserves.wtns")),
            Pair.read(Samples.bls12381("chain.zkey"), Samples.bls12381("chain.wtns")));

    private static final int[] EXTREMES = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 28, 0x7fff_fff0};
    /** Where magic, versions, section lengths and header lie. */
    private static final int HEADER_BYTES = 1_000;

    private final RandomGenerator random;
    private final Path folder;
    private final Prover prover;
    private int refused;
    private int proved;

    private HostileFiles(Path folder, long seed) throws NativeEngine.Missing {
        this.folder = folder;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        this.prover = new Prover(BackendChoice.AUTO.choose().backend(), WitnessLimits.ofThisMachine());
    }

    public static void main(String[] arguments) throws Exception {
        HostileFiles files = new HostileFiles(Path.of(arguments[0]), Long.parseLong(arguments[2]));
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            files.tryOne(i);
        }
        System.out.println("refused " + files.refused + ", proved " + files.proved);
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Pair(byte[] zkey, byte[] wtns) {

        static Pair read(Path zkey, Path wtns) {
            return new Pair(Samples.bytes(zkey), Samples.bytes(wtns));
        }
    }

    private void tryOne(int number) throws IOException, InterruptedException {
        Pair circuit = CIRCUITS.get(number % CIRCUITS.size());
        boolean ofKey = random.nextInt(4) < 3;
        Path zkey = Files.write(folder.resolve("a.zkey"), ofKey ? damaged(circuit.zkey()) : circuit.zkey());
        Path wtns = Files.write(folder.resolve("a.wtns"), ofKey ? circuit.wtns() : damaged(circuit.wtns()));
        try {
            prover.prove(zkey, wtns, phase -> {});
            proved++;
        } catch (Iden3FormatException | ProvingException e) {
            refused++;
        } catch (RuntimeException | Error e) {
            throw new AssertionError("file " + number, e);
        }
    }

    private byte[] damaged(byte[] file) {
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(file, random.nextInt(file.length));
            case 1 -> Arrays.copyOf(file, file.length + 1 + random.nextInt(100));
            case 2 -> withNumber(file, HEADER_BYTES);
            case 3 -> withNumber(file, file.length);
            case 4 -> withBits(file, HEADER_BYTES);
            default -> withBits(file, file.length);
        };
    }

    private byte[] withNumber(byte[] file, int within) {
        byte[] changed = file.clone();
        ByteBuffer.wrap(changed)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(4 * random.nextInt(within / 4), EXTREMES[random.nextInt(EXTREMES.length)]);
        return changed;
    }

    private byte[] withBits(byte[] file, int within) {
        byte[] changed = file.clone();
        for (int i = 0; i <= random.nextInt(4); i++) {
            changed[random.nextInt(within)] ^= (byte) (1 << random.nextInt(8));
        }
        return changed;
    }
}
