/**
 * Where the market keeps its state: a PostgreSQL of its own or one named by a JDBC URL. Every change is one transaction
 * that is repeated when the database says that two of them collided.
 */
@NullMarked
package dev.assay.market.store;

import org.jspecify.annotations.NullMarked;
