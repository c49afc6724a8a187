package dev.assay.node.iden3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys of PLONK and FFLONK, well-formed and not. */
final class UniversalZkeyTest {

    /** In section 2: two primes with their sizes. */
    private static final int COUNTS_OFFSET = 2 * 36;

    private static final byte[] PLONK = Samples.bytes(Samples.universal("plonk.zkey"));
    private static final byte[] FFLONK = Samples.bytes(Samples.universal("fflonk.zkey"));

    @Test
    void readsPlonkKey() throws IOException {
        PlonkZkey zkey = PlonkZkey.parse("plonk.zkey", PLONK);
        assertEquals(3, zkey.size().publicWires());
        assertEquals(16, zkey.size().rows());
        assertEquals(16 * 32, zkey.polynomials().s3().byteSize());
        assertEquals(22, zkey.powersOfTau().size());
    }

    @Test
    void readsFflonkKey() throws IOException {
        FflonkZkey zkey = FflonkZkey.parse("fflonk.zkey", FFLONK);
        assertEquals(3, zkey.size().publicWires());
        assertEquals(16, zkey.size().rows());
        assertEquals(9 * 16 + 18, zkey.powersOfTau().size());
    }

    @Test
    void tellsTheProofSystem() throws IOException {
        assertEquals(ZkeyProtocol.PLONK, ZkeyProtocol.of(MappedFile.map(Samples.universal("plonk.zkey"))));
        assertEquals(ZkeyProtocol.FFLONK, ZkeyProtocol.of(MappedFile.map(Samples.universal("fflonk.zkey"))));
        assertEquals(ZkeyProtocol.GROTH16, ZkeyProtocol.of(MappedFile.map(Samples.reserves("reserves.zkey"))));
    }

    @Test
    void refusesKeysOfOtherProofSystems() {
        assertThrows(Iden3FormatException.class, () -> PlonkZkey.parse("fflonk.zkey", FFLONK));
        assertThrows(Iden3FormatException.class, () -> FflonkZkey.parse("plonk.zkey", PLONK));
        assertThrows(Iden3FormatException.class, () -> Zkey.parse("plonk.zkey", PLONK));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0", // no signal
        "0, 1", // no private one
        "1, 100", // more public ones than there are
        "1, -1",
        "2, 12", // no power of two
        "2, 4", // too small
        "2, 134217728", // 2^27: no root of unity for four parts
        "2, 67108864", // 2^26: more than the file holds
        "3, -1",
        "3, 1000",
        "4, 17", // more gates than rows
        "4, 2", // fewer gates than public wires
    })
    void refusesImpossibleSizes(int field, int value) {
        assertThrows(
                Iden3FormatException.class,
                () -> PlonkZkey.parse("changed", with(PLONK, 2, COUNTS_OFFSET + 4 * field, value)));
        assertThrows(
                Iden3FormatException.class,
                () -> FflonkZkey.parse("changed", with(FFLONK, 2, COUNTS_OFFSET + 4 * field, value)));
    }

    @ParameterizedTest
    @CsvSource({"3, 0, -1", "3, 4, 1000", "4, 0, 1000", "5, 8, -1", "6, 4, 100"})
    void refusesSignalsThatAreNotThere(int section, int offset, int signal) {
        assertThrows(
                Iden3FormatException.class, () -> PlonkZkey.parse("changed", with(PLONK, section, offset, signal)));
    }

    @ParameterizedTest
    @CsvSource({"7, 28", "12, 2588", "3, 36", "14, 28", "2, 120"})
    void refusesNumbersThatAreNotBelowThePrime(int section, int offset) {
        assertThrows(Iden3FormatException.class, () -> PlonkZkey.parse("changed", with(PLONK, section, offset, -1)));
    }

    /** Each sum may only be of signals before it. */
    @Test
    void refusesSumsOfLaterSignals() throws IOException {
        CircuitSize size = PlonkZkey.parse("plonk.zkey", PLONK).size();
        byte[] changed = with(PLONK, 3, 0, size.wires());
        assertThrows(Iden3FormatException.class, () -> PlonkZkey.parse("changed", changed));
    }

    @ParameterizedTest
    @CsvSource({"100", "1000", "20000", "30727"})
    void refusesTruncatedKeys(int length) {
        assertThrows(Iden3FormatException.class, () -> PlonkZkey.parse("short", Arrays.copyOf(PLONK, length)));
        assertThrows(Iden3FormatException.class, () -> FflonkZkey.parse("short", Arrays.copyOf(FFLONK, length)));
    }

    private static byte[] with(byte[] file, int section, int offset, int value) {
        byte[] changed = file.clone();
        ByteBuffer bytes = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(Samples.contentOf(file, section) + offset, value);
        return changed;
    }
}
