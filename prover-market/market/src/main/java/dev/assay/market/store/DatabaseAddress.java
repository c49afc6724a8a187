package dev.assay.market.store;

/**
 * Where a database is and who asks.
 *
 * @param jdbcUrl such as {@code jdbc:postgresql://127.0.0.1:5432/assay}
 */
public record DatabaseAddress(String jdbcUrl, String user, String password) {

    /** Without the password, so that it may be logged. */
    @Override
    public String toString() {
        return jdbcUrl + " as " + user;
    }
}
