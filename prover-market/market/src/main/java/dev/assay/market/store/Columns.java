package dev.assay.market.store;

import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/** How the project's types are stored: digests and addresses as bytea, instants as timestamptz. */
final class Columns {

    private Columns() {}

    static void register(Jdbi jdbi) {
        jdbi.registerArgument(new AbstractArgumentFactory<Digest>(Types.BINARY) {
            @Override
            protected Argument build(Digest value, ConfigRegistry config) {
                return (position, statement, context) -> statement.setBytes(position, value.bytes());
            }
        });
        jdbi.registerArgument(new AbstractArgumentFactory<Address>(Types.BINARY) {
            @Override
            protected Argument build(Address value, ConfigRegistry config) {
                return (position, statement, context) -> statement.setBytes(position, value.bytes());
            }
        });
        jdbi.registerArgument(new AbstractArgumentFactory<Instant>(Types.TIMESTAMP_WITH_TIMEZONE) {
            @Override
            protected Argument build(Instant value, ConfigRegistry config) {
                return (position, statement, context) -> statement.setObject(position, value.atOffset(ZoneOffset.UTC));
            }
        });
        jdbi.registerColumnMapper(Digest.class, (row, column, context) -> Digest.of(row.getBytes(column)));
        jdbi.registerColumnMapper(Address.class, (row, column, context) -> Address.of(row.getBytes(column)));
        jdbi.registerColumnMapper(
                Instant.class,
                (row, column, context) -> Objects.requireNonNull(row.getObject(column, OffsetDateTime.class))
                        .toInstant());
    }
}
