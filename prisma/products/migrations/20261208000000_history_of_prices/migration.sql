-- What each variant cost, and for how long: staff look at it, and the lowest price before a reduction follows from it. Triggers keep it,
-- whoever writes, from the next migration on: none takes hold of variants and of prices at once, which others take in either order.
CREATE TABLE variant_price_history (
  variant_id uuid NOT NULL REFERENCES product_variants (id) ON DELETE CASCADE,
  currency text NOT NULL,
  began_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  amount_minor bigint NOT NULL,
  compare_at_minor bigint,
  PRIMARY KEY (variant_id, currency, began_at)
);
CREATE UNIQUE INDEX variant_price_history_present_idx ON variant_price_history (variant_id, currency) WHERE ended_at IS NULL;
CREATE INDEX variant_price_history_ended_idx ON variant_price_history (ended_at) WHERE ended_at IS NOT NULL;
