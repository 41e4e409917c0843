-- Every change of a variant's stock, in the order in which it took effect: the sums of a variant's movements are its levels. Triggers
-- write it, whoever moves stock: a release that does not know of it, too, and no checkout sends a statement more. No foreign key, so that
-- nobody who moves stock locks another row.
CREATE TABLE stock_movements (
  id bigserial PRIMARY KEY,
  variant_id uuid NOT NULL,
  kind text NOT NULL
    CHECK (kind IN ('OPENING', 'RECEIVED', 'ADJUSTED', 'RESERVED', 'SOLD', 'RELEASED', 'EXPIRED', 'RETURNED', 'POLICY')),
  available integer NOT NULL,
  reserved integer NOT NULL,
  sold integer NOT NULL,
  available_after integer NOT NULL,
  order_id uuid,
  staff_id uuid,
  reason text,
  created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX stock_movements_variant_idx ON stock_movements (variant_id, id);
-- What is old enough to be summed up.
CREATE INDEX stock_movements_age_idx ON stock_movements (created_at, id) WHERE kind <> 'OPENING';
-- What it is summed up into: one of a variant at most.
CREATE UNIQUE INDEX stock_movements_opening_idx ON stock_movements (variant_id) WHERE kind = 'OPENING';

-- Who moves stock locks orders before variants; whoever does so is waited for, and waits for what follows.
LOCK TABLE reservations, stock, reservation_lines IN SHARE ROW EXCLUSIVE MODE;

CREATE FUNCTION record_first_stock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO stock_movements (variant_id, kind, available, reserved, sold, available_after)
  SELECT variant_id, 'RECEIVED', available, reserved, sold, available FROM stocked WHERE received > 0;
  RETURN NULL;
END
$$;
CREATE TRIGGER stock_recorded_first AFTER INSERT ON stock
  REFERENCING NEW TABLE AS stocked FOR EACH STATEMENT EXECUTE FUNCTION record_first_stock();

-- What comes in and goes out. Who did it, and why, stands in a setting of the transaction, where staff did.
CREATE FUNCTION record_received_stock() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  change jsonb := nullif(current_setting('cartwright.stock_change', true), '')::jsonb;
BEGIN
  INSERT INTO stock_movements (variant_id, kind, available, reserved, sold, available_after, staff_id, reason)
  VALUES (NEW.variant_id, coalesce(change ->> 'kind', 'ADJUSTED'), NEW.available - OLD.available,
    NEW.reserved - OLD.reserved, NEW.sold - OLD.sold, NEW.available, (change ->> 'staffId')::uuid, change ->> 'reason');
  RETURN NULL;
END
$$;
CREATE TRIGGER stock_recorded_received AFTER UPDATE ON stock
  FOR EACH ROW WHEN (OLD.received <> NEW.received) EXECUTE FUNCTION record_received_stock();

-- Movements of several orders are recorded once all of them have been made: what was available after each follows from the last.
CREATE FUNCTION record_reserved_stock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO stock_movements (variant_id, kind, available, reserved, sold, available_after, order_id)
  SELECT line.variant_id, CASE r.status WHEN 'committed' THEN 'SOLD' ELSE 'RESERVED' END, -line.quantity,
    CASE r.status WHEN 'committed' THEN 0 ELSE line.quantity END,
    CASE r.status WHEN 'committed' THEN line.quantity ELSE 0 END,
    s.available + sum(line.quantity) OVER of_variant - sum(line.quantity) OVER so_far, line.order_id
  FROM held AS line JOIN reservations AS r USING (order_id) JOIN stock AS s ON s.variant_id = line.variant_id
  WHERE r.status IN ('reserved', 'committed')
  WINDOW of_variant AS (PARTITION BY line.variant_id),
    so_far AS (PARTITION BY line.variant_id ORDER BY line.order_id)
  ORDER BY line.order_id, line.variant_id;
  RETURN NULL;
END
$$;
CREATE TRIGGER reservation_lines_recorded AFTER INSERT ON reservation_lines
  REFERENCING NEW TABLE AS held FOR EACH STATEMENT EXECUTE FUNCTION record_reserved_stock();

CREATE FUNCTION record_settled_stock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO stock_movements (variant_id, kind, available, reserved, sold, available_after, order_id)
  SELECT line.variant_id, move.kind, move.available * line.quantity, move.reserved * line.quantity,
    move.sold * line.quantity,
    s.available - sum(move.available * line.quantity) OVER of_variant + sum(move.available * line.quantity) OVER so_far,
    line.order_id
  FROM settled JOIN unsettled USING (order_id)
  JOIN (VALUES
    ('reserved', 'committed', 'SOLD', 0, -1, 1),
    ('reserved', 'released', 'RELEASED', 1, -1, 0),
    ('reserved', 'expired', 'EXPIRED', 1, -1, 0),
    ('committed', 'released', 'RETURNED', 1, 0, -1)
  ) AS move (from_status, to_status, kind, available, reserved, sold)
    ON move.from_status = unsettled.status AND move.to_status = settled.status
  JOIN reservation_lines AS line USING (order_id) JOIN stock AS s ON s.variant_id = line.variant_id
  WINDOW of_variant AS (PARTITION BY line.variant_id),
    so_far AS (PARTITION BY line.variant_id ORDER BY line.order_id)
  ORDER BY line.order_id, line.variant_id;
  RETURN NULL;
END
$$;
CREATE TRIGGER reservations_recorded AFTER UPDATE ON reservations
  REFERENCING OLD TABLE AS unsettled NEW TABLE AS settled FOR EACH STATEMENT EXECUTE FUNCTION record_settled_stock();

-- The movements of a variant go with it.
CREATE FUNCTION forget_stock_movements() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM stock_movements USING gone WHERE stock_movements.variant_id = gone.variant_id;
  RETURN NULL;
END
$$;
CREATE TRIGGER stock_forgotten AFTER DELETE ON stock
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION forget_stock_movements();

INSERT INTO stock_movements (variant_id, kind, available, reserved, sold, available_after)
SELECT variant_id, 'OPENING', available, reserved, sold, available FROM stock WHERE received > 0 ORDER BY variant_id;
