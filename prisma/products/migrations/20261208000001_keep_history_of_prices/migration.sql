-- Of a reduced price, the lowest that held in the 30 days before it did (directive 98/6/EC, article 6a). It is worked out when the
-- reduction begins, and stays the same while it runs; null where nothing is known of those days.
ALTER TABLE variant_prices ADD COLUMN lowest_recent_minor bigint;

CREATE FUNCTION set_lowest_recent_price() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.compare_at_minor IS NULL THEN
    NEW.lowest_recent_minor := NULL;
  ELSIF TG_OP = 'UPDATE' AND OLD.amount_minor = NEW.amount_minor AND OLD.compare_at_minor IS NOT NULL THEN
    NEW.lowest_recent_minor := OLD.lowest_recent_minor;
  ELSE
    NEW.lowest_recent_minor := (
      SELECT min(amount_minor) FROM variant_price_history h WHERE h.variant_id = NEW.variant_id AND h.currency = NEW.currency
        AND (h.ended_at IS NULL OR h.ended_at > clock_timestamp() - interval '30 days')
    );
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER variant_prices_lowest BEFORE INSERT OR UPDATE ON variant_prices
  FOR EACH ROW EXECUTE FUNCTION set_lowest_recent_price();

-- Whoever writes prices holds them, so that the moments of one price follow each other by the clock. One that is changed twice within a
-- millisecond held for no time in between.
CREATE FUNCTION keep_price_history() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  at timestamptz(3) := clock_timestamp();
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO variant_price_history (variant_id, currency, began_at, amount_minor, compare_at_minor)
    SELECT variant_id, currency, at, amount_minor, compare_at_minor FROM after;
    RETURN NULL;
  END IF;
  IF TG_OP = 'DELETE' THEN
    UPDATE variant_price_history h SET ended_at = greatest(at, h.began_at) FROM before b
    WHERE h.variant_id = b.variant_id AND h.currency = b.currency AND h.ended_at IS NULL;
    RETURN NULL;
  END IF;
  UPDATE variant_price_history h SET ended_at = at
  FROM before b JOIN after a USING (variant_id, currency)
  WHERE h.variant_id = a.variant_id AND h.currency = a.currency AND h.ended_at IS NULL AND h.began_at < at
    AND (a.amount_minor, a.compare_at_minor) IS DISTINCT FROM (b.amount_minor, b.compare_at_minor);
  INSERT INTO variant_price_history AS h (variant_id, currency, began_at, amount_minor, compare_at_minor)
  SELECT a.variant_id, a.currency, at, a.amount_minor, a.compare_at_minor
  FROM before b JOIN after a USING (variant_id, currency)
  WHERE (a.amount_minor, a.compare_at_minor) IS DISTINCT FROM (b.amount_minor, b.compare_at_minor)
  ON CONFLICT (variant_id, currency) WHERE ended_at IS NULL
  DO UPDATE SET amount_minor = excluded.amount_minor, compare_at_minor = excluded.compare_at_minor;
  RETURN NULL;
END
$$;
CREATE TRIGGER variant_prices_history_new AFTER INSERT ON variant_prices
  REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION keep_price_history();
CREATE TRIGGER variant_prices_history_changed AFTER UPDATE ON variant_prices
  REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION keep_price_history();
CREATE TRIGGER variant_prices_history_gone AFTER DELETE ON variant_prices
  REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION keep_price_history();
