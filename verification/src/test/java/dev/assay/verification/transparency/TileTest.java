package dev.assay.verification.transparency;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TileTest {

    /** The first ones are the examples of tlog-tiles; level -1 stands for entries. */
    @ParameterizedTest
    @CsvSource({
        "0, 1234067, 256, tile/0/x001/x234/067",
        "0, 273, 256, tile/0/273",
        "0, 273, 112, tile/0/273.p/112",
        "1, 1, 17, tile/1/001.p/17",
        "2, 0, 1, tile/2/000.p/1",
        "-1, 0, 256, tile/entries/000",
        "-1, 1000, 255, tile/entries/x001/000.p/255",
    })
    void pathsAreThoseOfTheSpecification(int level, long index, int width, String path) {
        Tile tile = new Tile(level, index, width);
        assertEquals(path, tile.path());
        assertEquals(
                tile, assertInstanceOf(Verdict.Verified.class, Tile.parse(path)).value());
    }

    /** A tree of 70 000 leaves (tlog-tiles, "Partial Tiles"). */
    @Test
    void tilesAreAsWideAsTheTreeMakesThem() {
        assertEquals(256, Tile.in(70_000, 0, 272).width());
        assertEquals(112, Tile.in(70_000, 0, 273).width());
        assertEquals(17, Tile.in(70_000, 1, 1).width());
        assertEquals(1, Tile.in(70_000, 2, 0).width());
        assertThrows(IllegalArgumentException.class, () -> Tile.in(70_000, 0, 274));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tile",
                "tile/8/000",
                "tile/00/000",
                "tile/-1/000",
                "tile/0/0",
                "tile/0/x000/001",
                "tile/0/001/002",
                "tile/0/000.p/0",
                "tile/0/000.p/256",
                "tile/0/000.p/01",
                "tile/0/000.p/999",
                "tile/0/../../etc/passwd",
                "/tile/0/000",
                "tile/0/000/",
                "tile/0/x999/x999/x999/x999/x999/x999/999x",
            })
    void rejectsPathsOfNoTile(String path) {
        Verdict.Rejected<?> rejected = assertInstanceOf(Verdict.Rejected.class, Tile.parse(path));
        assertEquals(Reason.MALFORMED, rejected.reason());
    }

    @Test
    void hashesAreAsManyAsTheTileIsWide() {
        byte[] bytes = new byte[64];
        bytes[32] = 7;
        assertEquals(
                7,
                assertInstanceOf(Verdict.Verified.class, new Tile(0, 0, 2).hashes(bytes))
                                        .value()
                                instanceof List<?> hashes
                        ? ((dev.assay.verification.Digest) hashes.get(1)).bytes()[0]
                        : -1);
        for (Tile tile : List.of(new Tile(0, 0, 1), new Tile(0, 0, 3), new Tile(Tile.ENTRIES, 0, 2))) {
            assertInstanceOf(Verdict.Rejected.class, tile.hashes(bytes));
        }
    }

    @Test
    void bundlesComeBackAsTheyWere() {
        byte[] bytes = {0, 2, 5, 6, 0, 0, 0, 1, 9};
        Verdict<EntryBundle> parsed = EntryBundle.parse(bytes, 3);
        EntryBundle bundle = ((Verdict.Verified<EntryBundle>) parsed).value();
        assertArrayEquals(new byte[] {5, 6}, bundle.entries().getFirst());
        assertArrayEquals(bytes, bundle.bytes());
    }

    @Test
    void rejectsBundlesThatAreCutOffOrGoOn() {
        byte[] bytes = {0, 2, 5, 6, 0, 0, 0, 1, 9};
        assertInstanceOf(Verdict.Rejected.class, EntryBundle.parse(bytes, 2));
        assertInstanceOf(Verdict.Rejected.class, EntryBundle.parse(bytes, 4));
        for (int length = 0; length < bytes.length; length++) {
            assertInstanceOf(Verdict.Rejected.class, EntryBundle.parse(java.util.Arrays.copyOf(bytes, length), 3));
        }
    }
}
