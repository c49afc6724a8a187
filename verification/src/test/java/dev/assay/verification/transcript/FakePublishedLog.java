package dev.assay.verification.transcript;

import dev.assay.verification.Digest;
import dev.assay.verification.transparency.Checkpoint;
import dev.assay.verification.transparency.EntryBundle;
import dev.assay.verification.transparency.KeyKind;
import dev.assay.verification.transparency.NoteSigner;
import dev.assay.verification.transparency.Tile;
import dev.assay.verification.transparency.TileGrowth;
import dev.assay.verification.transparency.TreeHash;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A log in memory, file by file. */
final class FakePublishedLog implements PublishedLog {

    static final NoteSigner SIGNER = NoteSigner.of("market/log", KeyKind.NOTE, new byte[32]);

    final Map<String, byte[]> files = new HashMap<>();
    private final List<byte[]> entries = new ArrayList<>();

    static FakePublishedLog of(FakeRound... rounds) {
        FakePublishedLog log = new FakePublishedLog();
        for (FakeRound round : rounds) {
            log.add(round, round.record());
        }
        return log.signed();
    }

    FakePublishedLog add(FakeRound round, RoundRecord record) {
        files.put(PublishedLog.record(entries.size()), record.bytes());
        files.put(PublishedLog.book(round.book().digest()), round.book().bytes());
        entries.add(round.entry(record).bytes());
        return this;
    }

    FakePublishedLog addEntry(byte[] entry) {
        entries.add(entry);
        return this;
    }

    FakePublishedLog signed() {
        List<Digest> leaves = entries.stream().map(TreeHash::leaf).toList();
        TileGrowth tree = TileGrowth.append(0, leaves, tile -> List.of());
        tree.tiles().forEach((tile, hashes) -> files.put(tile.path(), bytes(hashes)));
        for (int first = 0; first < entries.size(); first += Tile.WIDTH) {
            Tile tile = Tile.in(entries.size(), Tile.ENTRIES, first / Tile.WIDTH);
            files.put(tile.path(), new EntryBundle(entries.subList(first, first + tile.width())).bytes());
        }
        files.put(CHECKPOINT, SIGNER.sign(new Checkpoint(SIGNER.key().name(), entries.size(), tree.root())));
        return this;
    }

    private static byte[] bytes(List<Digest> hashes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        hashes.forEach(hash -> out.writeBytes(hash.bytes()));
        return out.toByteArray();
    }

    byte[] checkpoint() {
        return read(CHECKPOINT).orElseThrow();
    }

    @Override
    public Optional<byte[]> read(String path) {
        return Optional.ofNullable(files.get(path));
    }
}
