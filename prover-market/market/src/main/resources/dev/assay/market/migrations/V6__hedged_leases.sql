-- A job is held by one node, and perhaps by a second one that is to save it from the first one's lateness.
ALTER TABLE leases ADD COLUMN role text NOT NULL DEFAULT 'PRIMARY' CHECK (role IN ('PRIMARY', 'HEDGE'));
DROP INDEX one_lease_for_a_job;
CREATE UNIQUE INDEX one_lease_of_each_role ON leases (job_id, role) WHERE ended_at IS NULL;

ALTER TABLE leases ADD COLUMN collateral_micros bigint NOT NULL DEFAULT 0 CHECK (collateral_micros >= 0);
ALTER TABLE leases ADD COLUMN slashed_micros bigint NOT NULL DEFAULT 0
    CHECK (slashed_micros >= 0 AND slashed_micros <= collateral_micros);
ALTER TABLE leases ADD COLUMN earned_micros bigint NOT NULL DEFAULT 0 CHECK (earned_micros >= 0);
ALTER TABLE leases ADD COLUMN due_at timestamptz NOT NULL DEFAULT now();       -- later than that, its holder is late
ALTER TABLE leases ADD COLUMN promised_at timestamptz NOT NULL DEFAULT now();  -- when its bid said that it would be done
ALTER TABLE leases ADD COLUMN accepted_at timestamptz;
ALTER TABLE leases ADD COLUMN expected_at timestamptz;                         -- when its holder last said that it will be done
ALTER TABLE leases ADD COLUMN execution text NOT NULL DEFAULT 'PENDING';
ALTER TABLE leases ADD COLUMN ending text;

-- Taken from holders that failed the job, and in its pot: makes whole who saves it late, the rest is the requester's.
ALTER TABLE jobs ADD COLUMN relief_micros bigint NOT NULL DEFAULT 0 CHECK (relief_micros >= 0);
ALTER TABLE jobs ADD COLUMN hedges int NOT NULL DEFAULT 0;

ALTER TABLE results ADD COLUMN paid_micros bigint NOT NULL DEFAULT 0;          -- by the requester, tip included
