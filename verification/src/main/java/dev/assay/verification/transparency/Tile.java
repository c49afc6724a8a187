package dev.assay.verification.transparency;

import dev.assay.verification.Digest;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of up to 256 hashes, or entries, that lie side by side (C2SP tlog-tiles, "Merkle Tree").
 *
 * @param level 0 has the hashes of leaves, each further one those of whole tiles of the level below; {@link #ENTRIES} has
 *     the entries themselves
 * @param width how many there are; 256 make the tile full, so that it never changes
 */
public record Tile(int level, long index, int width) {

    /** Of a full tile. */
    public static final int WIDTH = 256;

    public static final int HEIGHT = 8;

    /** In place of a level. */
    public static final int ENTRIES = -1;

    private static final int MAX_LEVEL = 63 / HEIGHT;
    private static final int GROUP = 1000;

    private static final Pattern PATH =
            Pattern.compile("tile/(entries|[0-9])/((?:x[0-9]{3}/){0,6})([0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    /** @throws IllegalArgumentException if no tree has such a tile */
    public Tile {
        if (level < ENTRIES || level > MAX_LEVEL || index < 0 || width < 1 || width > WIDTH) {
            throw new IllegalArgumentException("no tile: " + level + "/" + index + "/" + width);
        }
    }

    /** The tile at the place, as wide as it is in a tree of that size. */
    public static Tile in(long treeSize, int level, long index) {
        long hashes = level == ENTRIES ? treeSize : treeSize >>> (HEIGHT * level);
        return new Tile(level, index, (int) Math.min(WIDTH, hashes - index * WIDTH));
    }

    public boolean isFull() {
        return width == WIDTH;
    }

    /** Relative to the log's address. */
    public String path() {
        String name = "%03d".formatted(index % GROUP);
        StringBuilder path = new StringBuilder(name);
        for (long rest = index / GROUP; rest > 0; rest /= GROUP) {
            path.insert(0, "x%03d/".formatted(rest % GROUP));
        }
        path.insert(0, "tile/" + (level == ENTRIES ? "entries" : Integer.toString(level)) + "/");
        return isFull() ? path.toString() : path + ".p/" + width;
    }

    /** Reads the one spelling of a path. */
    public static Verdict<Tile> parse(String path) {
        try {
            return new Verdict.Verified<>(read(path));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    private static Tile read(String path) {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            throw StrictText.malformed("no path of a tile: " + path);
        }
        int level = matcher.group(1).equals("entries") ? ENTRIES : Integer.parseInt(matcher.group(1));
        long index = 0;
        for (String group :
                (matcher.group(2) + matcher.group(3)).replace("x", "").split("/", -1)) {
            index = index * GROUP + Integer.parseInt(group);
        }
        int width = matcher.group(4) == null ? WIDTH : Integer.parseInt(matcher.group(4));
        if (level > MAX_LEVEL || index < 0 || width > WIDTH) {
            throw StrictText.malformed("no tree has the tile " + path);
        }
        Tile tile = new Tile(level, index, width);
        if (!tile.path().equals(path)) {
            throw StrictText.malformed("the tile " + path + " is written " + tile.path());
        }
        return tile;
    }

    /** Reads the hashes of a tile of this width. */
    public Verdict<List<Digest>> hashes(byte[] bytes) {
        try {
            return new Verdict.Verified<>(readHashes(bytes));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    List<Digest> readHashes(byte[] bytes) {
        if (level == ENTRIES || bytes.length != width * Digest.SIZE_BYTES) {
            throw StrictText.malformed(bytes.length + " bytes for the tile " + path());
        }
        List<Digest> hashes = new ArrayList<>(width);
        for (int at = 0; at < bytes.length; at += Digest.SIZE_BYTES) {
            hashes.add(Digest.of(Arrays.copyOfRange(bytes, at, at + Digest.SIZE_BYTES)));
        }
        return hashes;
    }
}
