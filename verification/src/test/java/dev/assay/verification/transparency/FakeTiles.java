package dev.assay.verification.transparency;

import dev.assay.verification.Digest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Keeps tiles in memory. */
final class FakeTiles {

    private final Map<Tile, List<Digest>> tiles = new HashMap<>();

    List<Digest> read(Tile tile) {
        return Objects.requireNonNull(tiles.get(tile), tile::path);
    }

    void store(TileGrowth growth) {
        tiles.putAll(growth.tiles());
    }
}
