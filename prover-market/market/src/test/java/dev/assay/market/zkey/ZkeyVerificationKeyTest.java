package dev.assay.market.zkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.market.KeyFiles;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.ProofKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ZkeyVerificationKeyTest {

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource
    void findsTheKeyThatSnarkjsExports(KeyFiles files) throws IOException {
        assertTrue(ZkeyVerificationKey.isIn(files.zkey(), files.key()));
    }

    @ParameterizedTest
    @EnumSource
    void refusesZkeysOfOtherProofSystems(KeyFiles files) {
        for (KeyFiles other : KeyFiles.values()) {
            if (other != files) {
                assertEquals(ErrorCode.ARTIFACT_INVALID, refusal(other.zkey(), files.key()));
            }
        }
    }

    /** As a verification key of the same circuit that came out of another setup. */
    @ParameterizedTest
    @EnumSource(names = {"PLONK", "FFLONK"})
    void doesNotFindAnotherKeyOfTheSameProofSystem(KeyFiles files) throws IOException {
        ProofKey other = KeyFiles.load(files.proved("verification_key.json"));
        assertFalse(ZkeyVerificationKey.isIn(files.zkey(), other));
    }

    @Test
    void refusesAnotherNumberOfPublicValues() throws IOException {
        byte[] zkey = KeyFiles.bytes(KeyFiles.GROTH16.zkey());
        zkey[headerOf(zkey) + ZkeyNumbers.primesBytes(Curve.BN254) + 4] = 2;
        assertEquals(ErrorCode.ARTIFACT_INVALID, refusal(write(zkey), KeyFiles.GROTH16.key()));
    }

    /** Of what the verifier uses no bit can differ. Sizes and points that only a prover uses are its own affair. */
    @ParameterizedTest
    @EnumSource
    void comparesEveryNumberOfTheKey(KeyFiles files) throws IOException {
        ProofKey key = files.key();
        byte[] good = KeyFiles.bytes(files.zkey());
        int header = headerOf(good);
        int end = header + (int) sizeBefore(good, header);
        Set<Integer> free = proversOwn(files);
        Path zkey = write(good);
        try (FileChannel channel = FileChannel.open(zkey, StandardOpenOption.WRITE)) {
            for (int i = header; i < end; i++) {
                if (!free.contains(i - header)) {
                    put(channel, i, good[i] ^ 1);
                    assertFalse(isIn(zkey, key), files + " at " + (i - header));
                    put(channel, i, good[i]);
                }
            }
        }
    }

    /** In place: a file that is written anew thousands of times waits for the disk on some file systems. */
    private static void put(FileChannel channel, int at, int value) throws IOException {
        assertEquals(1, channel.write(ByteBuffer.wrap(new byte[] {(byte) value}), at));
    }

    /** Where section 2 begins. */
    private static int headerOf(byte[] zkey) {
        ByteBuffer bytes = ByteBuffer.wrap(zkey).order(ByteOrder.LITTLE_ENDIAN);
        int begin = 24;
        while (bytes.getInt(begin - 12) != 2) {
            begin += (int) sizeBefore(zkey, begin) + 12;
        }
        return begin;
    }

    private static long sizeBefore(byte[] zkey, int begin) {
        return ByteBuffer.wrap(zkey).order(ByteOrder.LITTLE_ENDIAN).getLong(begin - 8);
    }

    private static Set<Integer> proversOwn(KeyFiles files) {
        Curve curve = files.key().curve();
        int counts = ZkeyNumbers.primesBytes(curve);
        Set<Integer> free = range(counts, 4);
        switch (files) {
            case GROTH16, GROTH16_BLS12_381 -> {
                int first = ZkeyNumbers.g1Bytes(curve);
                int beta1 = counts + 12 + first;
                int delta1 = beta1 + first + 2 * ZkeyNumbers.g2Bytes(curve);
                free.addAll(range(counts + 8, 4));
                free.addAll(range(beta1, first));
                free.addAll(range(delta1, first));
            }
            case PLONK, FFLONK -> free.addAll(range(counts + 12, 8));
        }
        return free;
    }

    private static Set<Integer> range(int from, int size) {
        return new HashSet<>(IntStream.range(from, from + size).boxed().toList());
    }

    /** Whatever the file, the answer is yes, no or a refusal, at once. */
    @ParameterizedTest
    @EnumSource
    void isTotalOnDamagedFiles(KeyFiles files) throws IOException {
        ProofKey key = files.key();
        byte[] good = KeyFiles.bytes(files.zkey());
        int header = headerOf(good);
        Random random = new Random(17);
        for (int i = 0; i < 700; i++) {
            byte[] bytes = i % 4 == 0 ? Arrays.copyOf(good, random.nextInt(2000)) : good.clone();
            for (int flips = random.nextInt(6); flips > 0 && bytes.length > 0; flips--) {
                int near = random.nextBoolean() ? 0 : Math.min(header, bytes.length - 1);
                bytes[near + random.nextInt(Math.min(bytes.length - near, 1200))] = (byte) random.nextInt(256);
            }
            boolean ignored = isIn(write(bytes), key);
        }
    }

    private boolean isIn(Path zkey, ProofKey key) throws IOException {
        try {
            return ZkeyVerificationKey.isIn(zkey, key);
        } catch (Failure refused) {
            assertEquals(ErrorCode.ARTIFACT_INVALID, refused.code());
            return false;
        }
    }

    private Path write(byte[] zkey) throws IOException {
        return Files.write(folder.resolve("zkey"), zkey);
    }

    private static ErrorCode refusal(Path zkey, ProofKey key) {
        return assertThrows(Failure.class, () -> ZkeyVerificationKey.isIn(zkey, key))
                .code();
    }
}
