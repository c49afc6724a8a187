-- Double entry: the entries of a transfer sum to zero, an account's balance is the sum of its entries.

CREATE TABLE accounts (
    id             text PRIMARY KEY,          -- CAIP-10
    owner          text   NOT NULL,           -- the account that a pot's rest goes to; else the account itself
    kind           text   NOT NULL CHECK (kind IN ('available', 'escrow', 'mint')),
    balance_micros bigint NOT NULL,
    CHECK (kind = 'mint' OR balance_micros >= 0)
);

-- Emptied pots stay for the books; only those that hold something are looked for.
CREATE INDEX accounts_by_owner ON accounts (owner) WHERE balance_micros <> 0;

CREATE TABLE transfers (
    id        uuid PRIMARY KEY,               -- version 7
    operation text        NOT NULL,
    subject   text        NOT NULL,
    posted_at timestamptz NOT NULL,
    UNIQUE (operation, subject)               -- nothing is applied twice
);

CREATE TABLE entries (
    transfer_id   uuid   NOT NULL REFERENCES transfers (id),
    account_id    text   NOT NULL REFERENCES accounts (id),
    amount_micros bigint NOT NULL CHECK (amount_micros <> 0),
    PRIMARY KEY (transfer_id, account_id)
);

CREATE INDEX entries_by_account ON entries (account_id);
