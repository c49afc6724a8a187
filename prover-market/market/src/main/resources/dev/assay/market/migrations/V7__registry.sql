-- Who registered a circuit, and what verifies it where that is a plugin.
ALTER TABLE circuits ADD COLUMN registration bytea;                    -- EIP-712 digest of the statement
ALTER TABLE circuits ADD COLUMN verifier bytea;                        -- SHA-256 of the plugin

-- Signed registrations, one row for each statement: none is charged twice, however often it is sent.
CREATE TABLE registrations (
    id             bytea PRIMARY KEY CHECK (octet_length(id) = 32),    -- EIP-712 digest of the statement
    circuit_id     bytea       NOT NULL,
    registrant     bytea       NOT NULL CHECK (octet_length(registrant) = 20),
    deposit_micros bigint      NOT NULL CHECK (deposit_micros >= 0),
    state          text        NOT NULL CHECK (state IN ('PENDING', 'HELD', 'BURNT', 'RETURNED', 'FORFEITED')),
    code           text        NOT NULL DEFAULT '',                    -- why it was refused
    detail         text        NOT NULL DEFAULT '',
    at             timestamptz NOT NULL
);

-- Circuits and verifiers that were taken away. A row is never deleted: an id means what it meant, or nothing.
CREATE TABLE tombstones (
    id bytea PRIMARY KEY CHECK (octet_length(id) = 32),
    at timestamptz NOT NULL
);

-- What the market said of inputs that nodes gave back.
CREATE TABLE input_verdicts (
    job_id       bytea PRIMARY KEY REFERENCES jobs (id),
    validator    bytea       NOT NULL CHECK (octet_length(validator) = 32),
    input_digest bytea       NOT NULL CHECK (octet_length(input_digest) = 32),
    accepted     boolean     NOT NULL,
    detail       text        NOT NULL,
    market       bytea       NOT NULL CHECK (octet_length(market) = 20),
    signature    bytea       NOT NULL CHECK (octet_length(signature) = 65),
    node         bytea       NOT NULL CHECK (octet_length(node) = 20), -- who gave the input back
    fee_micros   bigint      NOT NULL CHECK (fee_micros >= 0),         -- what the node gets if the input is none
    at           timestamptz NOT NULL
);
