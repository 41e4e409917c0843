-- Prices that are to hold for a while, or from a moment on. While one runs it is the price of its variant, and the one that comes back
-- after it waits here.
CREATE TABLE variant_sales (
  id uuid PRIMARY KEY,
  variant_id uuid NOT NULL REFERENCES product_variants (id) ON DELETE CASCADE,
  currency text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  compare_at_minor bigint CHECK (compare_at_minor > amount_minor),
  starts_at timestamptz(3) NOT NULL,
  ends_at timestamptz(3) CHECK (ends_at > starts_at),
  is_running boolean NOT NULL,
  regular_amount_minor bigint,
  regular_compare_at_minor bigint,
  due_at timestamptz(3) NOT NULL,
  retry_at timestamptz(3),
  CHECK (is_running = (regular_amount_minor IS NOT NULL)),
  CHECK (due_at IS NOT DISTINCT FROM CASE WHEN is_running THEN ends_at ELSE starts_at END)
);
CREATE INDEX variant_sales_variant_idx ON variant_sales (variant_id, currency);
CREATE UNIQUE INDEX variant_sales_running_idx ON variant_sales (variant_id, currency) WHERE is_running;
CREATE INDEX variant_sales_due_idx ON variant_sales (due_at);
