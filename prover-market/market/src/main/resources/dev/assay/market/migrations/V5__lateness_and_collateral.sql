-- Until when a proof is paid in full; from there the pay falls evenly to nothing at the deadline.
ALTER TABLE jobs ADD COLUMN soft_deadline timestamptz;
UPDATE jobs SET soft_deadline = deadline;
ALTER TABLE jobs ALTER COLUMN soft_deadline SET NOT NULL;

-- What a lease's holder may lose is in a pot of its own; what is taken from holders and given to nobody is the treasury's.
ALTER TABLE accounts DROP CONSTRAINT accounts_kind_check;
ALTER TABLE accounts ADD CONSTRAINT accounts_kind_check
    CHECK (kind IN ('available', 'escrow', 'collateral', 'treasury', 'mint'));

-- Why a node gets no new leases; empty if it does.
ALTER TABLE nodes ADD COLUMN suspended_for text NOT NULL DEFAULT '';
ALTER TABLE nodes ADD COLUMN draining boolean NOT NULL DEFAULT FALSE;
-- Leases in a row that it lost by its own fault.
ALTER TABLE nodes ADD COLUMN failures int NOT NULL DEFAULT 0;
