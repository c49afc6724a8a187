package dev.assay.verification.transparency;

import dev.assay.verification.Digest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What leaves that are added to a log make of its tiles.
 *
 * @param size leaves, the new ones included
 * @param tiles those that changed or are new, each as wide as it is now
 */
public record TileGrowth(long size, Digest root, Map<Tile, List<Digest>> tiles) {

    public TileGrowth {
        tiles = Map.copyOf(tiles);
    }

    /** @param old finds the hashes of a tile of the tree before */
    public static TileGrowth append(long sizeBefore, List<Digest> leaves, Function<Tile, List<Digest>> old) {
        long size = sizeBefore + leaves.size();
        Map<Tile, List<Digest>> changed = new HashMap<>();
        List<Digest> added = leaves;
        for (int level = 0; !added.isEmpty(); level++) {
            added = extend(sizeBefore, size, level, added, old, changed);
        }
        // A tile that did not change is as wide as it was.
        TiledHashes hashes = new TiledHashes(
                size, tile -> changed.containsKey(tile) ? changed.getOrDefault(tile, List.of()) : old.apply(tile));
        return new TileGrowth(size, new MerkleTree(hashes, size).root(), changed);
    }

    /** Adds hashes on one level, and returns those that this adds on the next. */
    private static List<Digest> extend(
            long sizeBefore,
            long size,
            int level,
            List<Digest> added,
            Function<Tile, List<Digest>> old,
            Map<Tile, List<Digest>> changed) {
        long before = sizeBefore >>> (Tile.HEIGHT * level);
        List<Digest> above = new ArrayList<>();
        int taken = 0;
        for (long index = before / Tile.WIDTH; taken < added.size(); index++) {
            long present = Math.max(0, before - index * Tile.WIDTH);
            List<Digest> hashes =
                    new ArrayList<>(present == 0 ? List.of() : old.apply(new Tile(level, index, (int) present)));
            int more = Math.min(Tile.WIDTH - hashes.size(), added.size() - taken);
            hashes.addAll(added.subList(taken, taken + more));
            taken += more;
            changed.put(Tile.in(size, level, index), List.copyOf(hashes));
            if (hashes.size() == Tile.WIDTH) {
                above.add(MerkleTree.of(hashes).root());
            }
        }
        return above;
    }
}
