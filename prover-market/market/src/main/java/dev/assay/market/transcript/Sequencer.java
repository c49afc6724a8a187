package dev.assay.market.transcript;

import dev.assay.market.store.Database;
import dev.assay.verification.Digest;
import dev.assay.verification.transparency.Checkpoint;
import dev.assay.verification.transparency.NoteSigner;
import dev.assay.verification.transparency.TileGrowth;
import dev.assay.verification.transparency.TreeHash;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives rounds their places in the log, a batch at a time. Awards never wait for it: they insert rounds without a place. Of
 * several processes one at a time holds the head's row, the others pass by.
 */
final class Sequencer {

    private static final int BATCH = 4096;

    private static final Logger LOG = LoggerFactory.getLogger(Sequencer.class);

    private final Database database;
    private final NoteSigner signer;
    private boolean warned;

    Sequencer(Database database, NoteSigner signer) {
        this.database = database;
        this.signer = signer;
    }

    /** Makes the empty log, if there is none. */
    void open() {
        LogHead empty = new LogHead(signer.key().text(), 0, signed(0, TreeHash.EMPTY), 0, Optional.empty());
        database.transact(tx -> {
            new LogTable(tx).insertHead(empty);
            return empty;
        });
    }

    private byte[] signed(long size, Digest root) {
        return signer.sign(new Checkpoint(signer.key().name(), size, root));
    }

    /** Places all rounds that wait. */
    void run() {
        int placed;
        do {
            placed = database.transact(this::placeBatch);
        } while (placed == BATCH);
    }

    private int placeBatch(Handle transaction) {
        LogTable table = new LogTable(transaction);
        Optional<LogHead> head = table.lockHead().filter(this::isOurs);
        List<LogTable.Pending> pending = head.isEmpty() ? List.of() : table.pending(BATCH);
        if (head.isEmpty() || pending.isEmpty()) {
            return 0;
        }
        long before = head.get().size();
        List<Digest> leaves =
                pending.stream().map(round -> TreeHash.leaf(round.entry())).toList();
        TileGrowth growth = TileGrowth.append(before, leaves, table::tile);
        table.place(pending, before);
        table.store(growth);
        // Nobody sees the signature before the transaction holds: two roots of one size are never signed by a crash.
        table.advance(growth.size(), signed(growth.size(), growth.root()));
        return pending.size();
    }

    /** A log is signed by one key for all its life: a process with another one leaves it to those that have it. */
    private boolean isOurs(LogHead head) {
        boolean ours = head.key().equals(signer.key().text());
        if (!ours && !warned) {
            warned = true;
            LOG.warn("the transcript is signed by {}, not by this process: give it that key's file", head.key());
        }
        return ours;
    }
}
