-- Times are those of the market's clock, in whole milliseconds. Digests are 32 bytes, addresses 20.

CREATE TABLE circuits (
    id             bytea PRIMARY KEY CHECK (octet_length(id) = 32),   -- SHA-256 of the manifest
    manifest       bytea       NOT NULL,
    public_outputs int,                                               -- how many public values are outputs, if the r1cs says so
    registered_at  timestamptz NOT NULL
);

CREATE TABLE jobs (
    id               bytea PRIMARY KEY CHECK (octet_length(id) = 32), -- EIP-712 digest of the request
    requester        bytea       NOT NULL CHECK (octet_length(requester) = 20),
    idempotency_key  text        NOT NULL,
    circuit_id       bytea       NOT NULL REFERENCES circuits (id),
    input            bytea       NOT NULL,
    deadline         timestamptz NOT NULL,
    max_price_micros bigint      NOT NULL CHECK (max_price_micros >= 0),
    tip_micros       bigint      NOT NULL CHECK (tip_micros >= 0),
    signature        bytea       NOT NULL CHECK (octet_length(signature) = 65),
    opened_at        timestamptz NOT NULL,
    fulfilment       text        NOT NULL,
    execution        text        NOT NULL,
    settlement       text        NOT NULL,
    last_sequence    bigint      NOT NULL,
    fencing_token    bigint      NOT NULL DEFAULT 0,                  -- of the latest lease
    attempts         int         NOT NULL DEFAULT 0,                  -- leases so far
    UNIQUE (requester, idempotency_key)
);

CREATE INDEX jobs_unfinished ON jobs (deadline) WHERE fulfilment IN ('ACCEPTED', 'AUCTION', 'ASSIGNED');

CREATE TABLE events (
    job_id     bytea       NOT NULL REFERENCES jobs (id),
    sequence   bigint      NOT NULL CHECK (sequence > 0),
    at         timestamptz NOT NULL,
    fulfilment text        NOT NULL,
    execution  text        NOT NULL,
    settlement text        NOT NULL,
    code       text        NOT NULL,
    detail     text        NOT NULL,
    PRIMARY KEY (job_id, sequence)
);

-- What the market knows of each node; its rows are locked while a lease is given, so that capacity holds.
CREATE TABLE nodes (
    address     bytea PRIMARY KEY CHECK (octet_length(address) = 20),
    capacity    int         NOT NULL CHECK (capacity > 0),
    hardware    text        NOT NULL,
    version     text        NOT NULL,
    attached_at timestamptz NOT NULL
);

CREATE TABLE leases (
    token        bigint PRIMARY KEY,
    job_id       bytea       NOT NULL REFERENCES jobs (id),
    node         bytea       NOT NULL REFERENCES nodes (address),
    price_micros bigint      NOT NULL CHECK (price_micros >= 0),
    awarded_at   timestamptz NOT NULL,
    until        timestamptz NOT NULL,
    ended_at     timestamptz,
    end_code     text,
    CHECK ((ended_at IS NULL) = (end_code IS NULL))
);

CREATE UNIQUE INDEX one_lease_for_a_job ON leases (job_id) WHERE ended_at IS NULL;
CREATE INDEX leases_by_job ON leases (job_id);
CREATE INDEX leases_held ON leases (node) WHERE ended_at IS NULL;
CREATE INDEX leases_running_out ON leases (until) WHERE ended_at IS NULL;

-- The signed bids of every auction that gave a lease: what a node offered can be shown afterwards.
CREATE TABLE bids (
    token           bigint NOT NULL REFERENCES leases (token),
    node            bytea  NOT NULL,
    price_micros    bigint NOT NULL,
    expected_millis bigint NOT NULL,
    salt            bytea  NOT NULL,
    signature       bytea  NOT NULL,
    PRIMARY KEY (token, node)
);

-- One result for a job, whoever made it and however often it is handed in.
CREATE TABLE results (
    job_id        bytea PRIMARY KEY REFERENCES jobs (id),
    circuit_id    bytea       NOT NULL REFERENCES circuits (id),
    token         bigint      NOT NULL REFERENCES leases (token),
    node          bytea       NOT NULL,
    price_micros  bigint      NOT NULL,
    proof         bytea       NOT NULL,
    public_inputs bytea       NOT NULL,
    opened_at     timestamptz NOT NULL,
    settled_at    timestamptz NOT NULL
);

CREATE INDEX results_of_circuit ON results (circuit_id, settled_at);
