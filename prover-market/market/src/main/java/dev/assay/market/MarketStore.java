package dev.assay.market;

import dev.assay.market.store.Database;
import dev.assay.market.store.DatabaseAddress;
import dev.assay.market.store.LocalPostgres;
import java.io.IOException;
import java.util.Optional;

/**
 * The market's database, and the server behind it if that is the market's own.
 *
 * @param server absent if the database is external
 */
record MarketStore(Database database, Optional<LocalPostgres> server) {

    static MarketStore open(MarketConfig config) throws IOException {
        Optional<DatabaseAddress> external = config.external();
        if (external.isPresent()) {
            return new MarketStore(Database.open(external.get()), Optional.empty());
        }
        LocalPostgres server = LocalPostgres.start(config.dataDir().resolve("postgres"));
        boolean isOpen = false;
        try {
            MarketStore store = new MarketStore(Database.open(server.address()), Optional.of(server));
            isOpen = true;
            return store;
        } finally {
            if (!isOpen) {
                server.close();
            }
        }
    }

    void close() throws IOException {
        try {
            database.close();
        } finally {
            if (server.isPresent()) {
                server.get().close();
            }
        }
    }
}
