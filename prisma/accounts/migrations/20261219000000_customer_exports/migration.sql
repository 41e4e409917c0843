-- Files of customers that staff may fetch.
CREATE TABLE customer_exports (
  id uuid PRIMARY KEY,
  token_sha256 text NOT NULL CHECK (token_sha256 ~ '^[0-9a-f]{64}$'),
  format text NOT NULL CHECK (format IN ('CSV', 'JSONL')),
  group_ids jsonb,
  staff_id uuid NOT NULL,
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL
);
CREATE UNIQUE INDEX customer_exports_token_key ON customer_exports (token_sha256);
CREATE INDEX customer_exports_expires_idx ON customer_exports (expires_at);
