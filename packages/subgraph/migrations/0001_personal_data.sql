-- What a domain keeps of a person for them to read, and whom it has been asked to erase.
CREATE SCHEMA personal_data;

-- A domain's part of an export; it is not kept for longer than it can be read.
CREATE TABLE personal_data.export_parts (
  request_id uuid PRIMARY KEY,
  customer_id uuid NOT NULL,
  data jsonb NOT NULL,
  expires_at timestamptz(3) NOT NULL
);

CREATE INDEX export_parts_customer_id_idx ON personal_data.export_parts (customer_id);
CREATE INDEX export_parts_expires_at_idx ON personal_data.export_parts (expires_at);

-- A person to erase. What is told of them late is removed as well: they are looked after again, at ever longer intervals, until
-- next_at is null.
CREATE TABLE personal_data.erasures (
  customer_id uuid PRIMARY KEY,
  guest_ids uuid[] NOT NULL,
  -- Null where nobody waits for an answer.
  request_id uuid,
  requested_at timestamptz(3) NOT NULL,
  waits_for text,
  erased_at timestamptz(3),
  next_at timestamptz(3)
);

CREATE INDEX erasures_next_at_idx ON personal_data.erasures (next_at) WHERE next_at IS NOT NULL;
