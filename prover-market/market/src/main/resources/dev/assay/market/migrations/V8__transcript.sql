-- The transparency log of auction rounds. A round is inserted in the transaction of its award, without an index; whichever
-- process holds the head's row gives the indices, in batches.

CREATE TABLE rounds (
    id         uuid PRIMARY KEY,                                           -- version 7
    job_id     bytea       NOT NULL REFERENCES jobs (id),
    entry      bytea       NOT NULL,                                       -- the leaf
    record     bytea       NOT NULL,                                       -- canonical JSON, secret until it is published
    closed_at  timestamptz NOT NULL,
    leaf_index bigint CHECK (leaf_index >= 0)
);

CREATE UNIQUE INDEX rounds_by_index ON rounds (leaf_index) WHERE leaf_index IS NOT NULL;
CREATE INDEX rounds_not_in_the_log ON rounds (id) WHERE leaf_index IS NULL;
CREATE INDEX rounds_by_job ON rounds (job_id, closed_at);

-- The opened bids of rounds, under their SHA-256: rounds with the same standing quotes share one.
CREATE TABLE round_books (
    digest bytea PRIMARY KEY CHECK (octet_length(digest) = 32),
    book   bytea NOT NULL                                                  -- canonical JSON
);

-- Hashes in the layout of C2SP tlog-tiles: 32 bytes each, up to 256 in a row.
CREATE TABLE log_tiles (
    level  int    NOT NULL,
    tile   bigint NOT NULL,
    hashes bytea  NOT NULL,
    PRIMARY KEY (level, tile)
);

-- One row for the one log.
CREATE TABLE log_head (
    id             int PRIMARY KEY CHECK (id = 1),
    log_key        text   NOT NULL,                                        -- the verifier key whose secret half signs
    size           bigint NOT NULL,
    checkpoint     bytea  NOT NULL,                                        -- signed, of that size
    witnessed_size bigint NOT NULL,
    witnessed      bytea                                                   -- the newest one that enough witnesses cosigned
);

-- With these a request can be shown as its requester signed it.
ALTER TABLE jobs ADD COLUMN nonce bytea CHECK (octet_length(nonce) = 32);
ALTER TABLE jobs ADD COLUMN input_digest bytea CHECK (octet_length(input_digest) = 32);
