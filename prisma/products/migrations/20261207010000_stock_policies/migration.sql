-- How a variant is sold: pieces that are kept back from shoppers, and pieces that are sold before they are there. `available` stays the one
-- number that says how many may be bought, and whoever buys looks at nothing else: a change of these rules shifts it.
-- Whoever buys waits for no more than a moment: no row is looked at here, and all that are there meet the constraints (the next migration
-- makes sure).
ALTER TABLE stock
  ADD COLUMN safety_stock integer NOT NULL DEFAULT 0,
  ADD COLUMN backorder_limit integer NOT NULL DEFAULT 0,
  ADD COLUMN when_sold_out text NOT NULL DEFAULT 'DENY',
  ADD COLUMN expected_at timestamptz(3),
  ADD COLUMN low_stock_at integer NOT NULL DEFAULT 5,
  ADD COLUMN policy_version integer NOT NULL DEFAULT 1;
ALTER TABLE stock
  ADD CONSTRAINT stock_safety_stock_check CHECK (safety_stock BETWEEN 0 AND 1000000) NOT VALID,
  ADD CONSTRAINT stock_backorder_limit_check CHECK (backorder_limit BETWEEN 0 AND 1000000) NOT VALID,
  ADD CONSTRAINT stock_when_sold_out_check CHECK (when_sold_out IN ('DENY', 'BACKORDER', 'PREORDER')) NOT VALID,
  ADD CONSTRAINT stock_low_stock_at_check CHECK (low_stock_at BETWEEN 0 AND 1000000) NOT VALID,
  ADD CONSTRAINT stock_policy_version_check CHECK (policy_version > 0) NOT VALID,
  ADD CONSTRAINT stock_denied_check
    CHECK (when_sold_out <> 'DENY' OR (backorder_limit = 0 AND expected_at IS NULL)) NOT VALID,
  -- Each piece is still in one place: what may be bought is what came in, less what is held for others, less what is kept back, and what
  -- may be sold before it is there. Releases that know of no rules write rows that meet it and the one before it.
  ADD CONSTRAINT stock_pieces_check
    CHECK (available::bigint + safety_stock + reserved + sold = received::bigint + backorder_limit) NOT VALID;
ALTER TABLE stock DROP CONSTRAINT stock_check;

-- Nothing is sold that may not be. Staff may keep back more than there is, and stop selling what others still wait for: then less than
-- nothing may be bought until enough has come in.
CREATE FUNCTION refuse_oversold_stock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Of variant % more would be sold than may be', NEW.variant_id
    USING ERRCODE = 'check_violation', TABLE = 'stock', CONSTRAINT = 'stock_available_check';
END
$$;
CREATE TRIGGER stock_never_oversold BEFORE UPDATE ON stock FOR EACH ROW
  WHEN (NEW.available < 0 AND NEW.available < OLD.available AND NEW.policy_version = OLD.policy_version
    AND (NEW.received = OLD.received OR NEW.available + NEW.safety_stock - NEW.backorder_limit < 0))
  EXECUTE FUNCTION refuse_oversold_stock();
CREATE TRIGGER stock_never_begun_oversold BEFORE INSERT ON stock FOR EACH ROW
  WHEN (NEW.available < 0 OR NEW.available + NEW.safety_stock - NEW.backorder_limit < 0)
  EXECUTE FUNCTION refuse_oversold_stock();
ALTER TABLE stock DROP CONSTRAINT stock_available_check;

-- A change of the rules shifts what may be bought, and is a movement like any other.
CREATE TRIGGER stock_recorded_policy AFTER UPDATE ON stock FOR EACH ROW
  WHEN (OLD.received = NEW.received AND OLD.safety_stock - OLD.backorder_limit <> NEW.safety_stock - NEW.backorder_limit)
  EXECUTE FUNCTION record_received_stock();

-- Variants of which few are left, for staff. It changes where a variant passes its threshold, and not with each sale.
CREATE TABLE low_stock (
  variant_id uuid PRIMARY KEY REFERENCES stock (variant_id) ON DELETE CASCADE,
  since timestamptz(3) NOT NULL
);
CREATE INDEX low_stock_since_idx ON low_stock (since, variant_id);
CREATE FUNCTION note_low_stock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.available + NEW.safety_stock - NEW.backorder_limit <= NEW.low_stock_at THEN
    INSERT INTO low_stock (variant_id, since) VALUES (NEW.variant_id, clock_timestamp()) ON CONFLICT (variant_id) DO NOTHING;
  ELSE
    DELETE FROM low_stock WHERE variant_id = NEW.variant_id;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER stock_low_first AFTER INSERT ON stock FOR EACH ROW
  WHEN (NEW.available + NEW.safety_stock - NEW.backorder_limit <= NEW.low_stock_at) EXECUTE FUNCTION note_low_stock();
CREATE TRIGGER stock_low_changed AFTER UPDATE ON stock FOR EACH ROW
  WHEN ((OLD.available + OLD.safety_stock - OLD.backorder_limit <= OLD.low_stock_at)
    <> (NEW.available + NEW.safety_stock - NEW.backorder_limit <= NEW.low_stock_at)) EXECUTE FUNCTION note_low_stock();
