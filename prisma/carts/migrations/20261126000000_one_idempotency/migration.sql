-- Idempotency keys get the form that they have in every domain: what a key stands for is its result.
ALTER TABLE idempotency_keys RENAME COLUMN user_id TO owner_id;

ALTER TABLE idempotency_keys
  ADD COLUMN result jsonb,
  ADD COLUMN attempt integer NOT NULL DEFAULT 1,
  ADD COLUMN leased_until timestamptz(3),
  ADD COLUMN completed_at timestamptz(3);

-- A key without a cart was never committed: it is completed or given up in the transaction that takes it.
DELETE FROM idempotency_keys WHERE cart_id IS NULL;

UPDATE idempotency_keys
SET result = jsonb_build_object('cartId', cart_id, 'warnings', warnings), completed_at = created_at;

ALTER TABLE idempotency_keys DROP COLUMN cart_id, DROP COLUMN warnings;
