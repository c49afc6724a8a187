-- The standing quotes that nodes signed: what a lease was given for can be shown afterwards.
CREATE TABLE quotes (
    digest      bytea PRIMARY KEY CHECK (octet_length(digest) = 32),  -- EIP-712
    node        bytea       NOT NULL CHECK (octet_length(node) = 20),
    circuit_id  bytea       NOT NULL,                                 -- zero: any circuit
    base_micros bigint      NOT NULL,
    unit_micros bigint      NOT NULL,                                 -- a unit is 1,024 bytes of input
    base_millis bigint      NOT NULL,
    unit_millis bigint      NOT NULL,
    valid_until timestamptz NOT NULL,
    salt        bytea       NOT NULL,
    signature   bytea       NOT NULL
);

-- One row for each lease: what it was given for. With its end it is what estimates, histories and the index are learned from.
CREATE TABLE clearings (
    token            bigint PRIMARY KEY REFERENCES leases (token),
    circuit_id       bytea  NOT NULL,
    input_class      int    NOT NULL,                                 -- of the input's size, by powers of four from 1,024 bytes
    work_class       int    NOT NULL,                                 -- of the job's size as it was thought to be
    hardware         text   NOT NULL,
    bid              bytea  NOT NULL,                                 -- the EIP-712 digest of the winner's bid or quote
    expected_millis  bigint NOT NULL,                                 -- by the winner's word, else by estimate
    sample_micros    bigint NOT NULL,                                 -- for the index
    runner_up        bytea,
    runner_up_micros bigint,                                          -- what it would have been paid without the winner
    CHECK ((runner_up IS NULL) = (runner_up_micros IS NULL))
);

-- What ended is read in that order, once by each process.
CREATE INDEX leases_by_end ON leases (ended_at) WHERE ended_at IS NOT NULL;
