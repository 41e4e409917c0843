-- Keys take the form that they have in every domain. All that were used so far stand for adjustments of stock, which
-- were made in the transaction that stored the key.
ALTER TABLE idempotency_keys
  ADD COLUMN result jsonb,
  ADD COLUMN attempt integer NOT NULL DEFAULT 1,
  ADD COLUMN leased_until timestamptz(3),
  ADD COLUMN completed_at timestamptz(3),
  ALTER COLUMN created_at DROP DEFAULT;
UPDATE idempotency_keys SET result = jsonb_build_object('variantId', result_id), completed_at = created_at;
ALTER TABLE idempotency_keys DROP COLUMN result_id;
