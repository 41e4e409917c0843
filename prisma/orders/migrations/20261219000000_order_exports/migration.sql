-- Files of orders that staff may fetch.
CREATE TABLE order_exports (
  id uuid PRIMARY KEY,
  token_sha256 text NOT NULL CHECK (token_sha256 ~ '^[0-9a-f]{64}$'),
  format text NOT NULL CHECK (format IN ('CSV', 'JSONL')),
  placed_from timestamptz(3),
  placed_before timestamptz(3),
  statuses jsonb,
  staff_id uuid NOT NULL,
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL
);
CREATE UNIQUE INDEX order_exports_token_key ON order_exports (token_sha256);
CREATE INDEX order_exports_expires_idx ON order_exports (expires_at);
