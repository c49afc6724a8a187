package dev.assay.verification.transparency;

import dev.assay.verification.Digest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The hashes of a tree that lies in tiles. Believes the tiles: roots and proofs made from them are to be verified. */
public final class TiledHashes implements SubtreeHashes {

    private final long treeSize;
    private final Function<Tile, List<Digest>> tiles;
    private final Map<Tile, List<Digest>> read = new HashMap<>();

    /** @param tiles finds the hashes of a tile, as many as it is wide */
    public TiledHashes(long treeSize, Function<Tile, List<Digest>> tiles) {
        this.treeSize = treeSize;
        this.tiles = tiles;
    }

    @Override
    public Digest at(int level, long index) {
        int height = level % Tile.HEIGHT;
        long first = index << height;
        Tile tile = Tile.in(treeSize, level / Tile.HEIGHT, first / Tile.WIDTH);
        List<Digest> hashes = read.computeIfAbsent(tile, tiles);
        return merged(hashes, (int) (first % Tile.WIDTH), height);
    }

    private static Digest merged(List<Digest> hashes, int first, int height) {
        if (height == 0) {
            return hashes.get(first);
        }
        int half = 1 << (height - 1);
        return TreeHash.node(merged(hashes, first, height - 1), merged(hashes, first + half, height - 1));
    }
}
