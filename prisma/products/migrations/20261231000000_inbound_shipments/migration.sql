-- Who moves stock locks orders before variants; whoever does so is waited for, and waits for what follows.
LOCK TABLE reservations, stock, reservation_lines, stock_transfers IN SHARE ROW EXCLUSIVE MODE;

-- What suppliers are to bring: it is at no location until it is received.
CREATE TABLE inbound_shipments (
  id uuid PRIMARY KEY,
  location_id uuid NOT NULL REFERENCES stock_locations (id),
  -- As the supplier names it; may be empty.
  reference text NOT NULL,
  -- Null where nobody knows.
  expected_at timestamptz(3),
  status text NOT NULL CHECK (status IN ('EXPECTED', 'PARTIALLY_RECEIVED', 'RECEIVED', 'CANCELLED')),
  version integer NOT NULL DEFAULT 1 CHECK (version > 0),
  created_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  CHECK ((status IN ('EXPECTED', 'PARTIALLY_RECEIVED')) = (ended_at IS NULL))
);
CREATE INDEX inbound_shipments_created_idx ON inbound_shipments (created_at, id);
CREATE INDEX inbound_shipments_expected_idx ON inbound_shipments (expected_at, id) WHERE ended_at IS NULL;
CREATE INDEX inbound_shipments_location_idx ON inbound_shipments (location_id) WHERE ended_at IS NULL;
CREATE TABLE inbound_shipment_lines (
  shipment_id uuid NOT NULL REFERENCES inbound_shipments (id) ON DELETE CASCADE,
  variant_id uuid NOT NULL REFERENCES stock (variant_id) ON DELETE CASCADE,
  quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 1000000),
  received integer NOT NULL DEFAULT 0 CHECK (received >= 0),
  rejected integer NOT NULL DEFAULT 0 CHECK (rejected >= 0),
  -- With its shipment: what is looked for are the lines of which more is to come.
  ended boolean NOT NULL DEFAULT false,
  PRIMARY KEY (shipment_id, variant_id),
  CHECK (received + rejected <= quantity)
);
CREATE INDEX inbound_shipment_lines_variant_idx ON inbound_shipment_lines (variant_id);
CREATE INDEX inbound_shipment_lines_open_idx ON inbound_shipment_lines (variant_id) WHERE NOT ended;

-- What of a transfer has arrived, and what never will.
ALTER TABLE stock_transfer_lines
  ADD COLUMN received integer NOT NULL DEFAULT 0,
  ADD COLUMN lost integer NOT NULL DEFAULT 0,
  ADD COLUMN returned integer NOT NULL DEFAULT 0;
ALTER TABLE stock_transfer_lines ADD CONSTRAINT stock_transfer_lines_arrived_check
  CHECK (least(received, lost, returned) >= 0 AND received + lost + returned <= quantity) NOT VALID;
UPDATE stock_transfer_lines AS line SET received = quantity
FROM stock_transfers AS t WHERE t.id = line.transfer_id AND t.status = 'RECEIVED';
UPDATE stock_transfer_lines AS line SET returned = quantity
FROM stock_transfers AS t WHERE t.id = line.transfer_id AND t.status = 'CANCELLED';

-- A release that does not know of parts ends a transfer with all of it: what it has moved is noted, unless some had arrived before, which it has
-- moved twice.
CREATE FUNCTION end_stock_transfer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM stock_transfer_lines WHERE transfer_id = NEW.id AND received + lost + returned < quantity) THEN
    IF EXISTS (SELECT FROM stock_transfer_lines WHERE transfer_id = NEW.id AND received + lost + returned > 0) THEN
      RAISE EXCEPTION 'Some of transfer % has arrived, and some is on its way', NEW.id;
    END IF;
    UPDATE stock_transfer_lines SET received = CASE NEW.status WHEN 'RECEIVED' THEN quantity ELSE 0 END,
      returned = CASE NEW.status WHEN 'CANCELLED' THEN quantity ELSE 0 END WHERE transfer_id = NEW.id;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER stock_transfers_ended AFTER UPDATE ON stock_transfers
  FOR EACH ROW WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL) EXECUTE FUNCTION end_stock_transfer();

-- The ledger says of which shipment pieces are that came in. Orders that waited at the default location are given what comes in elsewhere.
-- What opens a ledger says how many of its pieces came with one.
ALTER TABLE stock_movements
  ADD COLUMN inbound_shipment_id uuid,
  ADD COLUMN inbound integer NOT NULL DEFAULT 0;
ALTER TABLE stock_movements DROP CONSTRAINT stock_movements_kind_check;
ALTER TABLE stock_movements ADD CONSTRAINT stock_movements_kind_check
  CHECK (kind IN ('OPENING', 'RECEIVED', 'ADJUSTED', 'RESERVED', 'SOLD', 'RELEASED', 'EXPIRED', 'RETURNED', 'POLICY', 'TRANSFERRED',
    'REALLOCATED')) NOT VALID;

-- Who bought pieces before they were there, in turn: a row for each line that found less than it wanted. Who still waits follows from how many
-- pieces are missing: those who came last. So nothing is written when pieces come in, and nobody can be passed over. No foreign keys, so that
-- no buyer locks another row.
CREATE TABLE backordered_lines (
  order_id uuid NOT NULL,
  variant_id uuid NOT NULL,
  turn bigserial NOT NULL,
  -- How many of its pieces were not there when it was reserved.
  quantity integer NOT NULL CHECK (quantity > 0),
  since timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (order_id, variant_id)
);
CREATE UNIQUE INDEX backordered_lines_turn_idx ON backordered_lines (variant_id, turn);

-- How many pieces the lines of a variant come to, where it has any: whoever changes one of them has locked the variant's stock. With it, who waits is
-- found from the first line on, however many there are.
CREATE TABLE backordered_variants (
  variant_id uuid PRIMARY KEY,
  quantity integer NOT NULL CHECK (quantity >= 0)
);
CREATE FUNCTION count_backordered_lines() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO backordered_variants AS v (variant_id, quantity)
    SELECT variant_id, sum(quantity) FROM moved GROUP BY variant_id ORDER BY variant_id
    ON CONFLICT (variant_id) DO UPDATE SET quantity = v.quantity + excluded.quantity;
  ELSE
    UPDATE backordered_variants AS v SET quantity = v.quantity - gone.quantity
    FROM (SELECT variant_id, sum(quantity) AS quantity FROM moved GROUP BY variant_id) AS gone WHERE v.variant_id = gone.variant_id;
    DELETE FROM backordered_variants WHERE quantity = 0 AND variant_id IN (SELECT variant_id FROM moved);
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER backordered_lines_came AFTER INSERT ON backordered_lines
  REFERENCING NEW TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION count_backordered_lines();
CREATE TRIGGER backordered_lines_went AFTER DELETE ON backordered_lines
  REFERENCING OLD TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION count_backordered_lines();

-- Of a variant of which so many pieces are missing, who waits, and for how many, in turn. Lines are read from the first on, for as long as they are
-- asked for.
CREATE FUNCTION waiting_lines(of_variant uuid, missing integer)
RETURNS TABLE (order_id uuid, turn bigint, since timestamptz, quantity integer) LANGUAGE sql STABLE AS $$
  SELECT order_id, turn, since, least(quantity, so_far - served)::integer
  FROM (
    SELECT line.*, sum(line.quantity) OVER (ORDER BY line.turn ROWS UNBOUNDED PRECEDING) AS so_far
    FROM backordered_lines AS line WHERE line.variant_id = of_variant AND missing > 0
  ) AS queued, (
    SELECT quantity - missing AS served FROM backordered_variants WHERE variant_id = of_variant
  ) AS gone WHERE so_far > served ORDER BY turn
$$;

-- What suppliers have promised of a variant: by when how many pieces will have come. What is late promises nothing.
CREATE FUNCTION expected_deliveries(of_variant uuid) RETURNS TABLE (expected_at timestamptz, so_far bigint) LANGUAGE sql STABLE AS $$
  SELECT s.expected_at, sum(line.quantity - line.received - line.rejected) OVER (ORDER BY s.expected_at, s.id)
  FROM inbound_shipment_lines AS line JOIN inbound_shipments AS s ON s.id = line.shipment_id
  WHERE line.variant_id = of_variant AND NOT line.ended AND s.expected_at > now()
$$;

-- When so many pieces of a variant will have come.
CREATE FUNCTION expected_delivery(of_variant uuid, pieces integer) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT min(expected_at) FROM expected_deliveries(of_variant) WHERE so_far >= pieces
$$;

-- Gives pieces that are free at other locations to those who wait at the default one, first come, first served, from the location of the lowest
-- priority on. Whoever calls it has locked the variant's stock, and with it what becomes of its orders.
CREATE FUNCTION give_to_waiting(of_variant uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  missing integer;
  free integer;
  taken integer;
  left_after integer;
  place record;
  line record;
BEGIN
  SELECT s.available, -(s.available + s.safety_stock - s.backorder_limit) + coalesce((
    SELECT sum(on_hand - reserved) FROM location_stock WHERE variant_id = of_variant), 0)
  INTO left_after, missing FROM stock AS s WHERE s.variant_id = of_variant;
  FOR place IN
    SELECT there.location_id, there.on_hand - there.reserved AS free
    FROM location_stock AS there JOIN stock_locations AS l ON l.id = there.location_id
    WHERE there.variant_id = of_variant AND there.on_hand > there.reserved AND missing > 0
    ORDER BY l.priority, l.id
  LOOP
    free := place.free;
    FOR line IN
      SELECT w.order_id, r.status, least(w.quantity, held.quantity - coalesce((SELECT sum(a.quantity) FROM reservation_allocations AS a
        WHERE a.order_id = w.order_id AND a.variant_id = of_variant), 0))::integer AS quantity
      FROM (SELECT * FROM waiting_lines(of_variant, missing) LIMIT free) AS w
      CROSS JOIN LATERAL (SELECT status FROM reservations WHERE order_id = w.order_id AND status IN ('reserved', 'committed') OFFSET 0) AS r
      CROSS JOIN LATERAL (
        SELECT quantity FROM reservation_lines WHERE order_id = w.order_id AND variant_id = of_variant OFFSET 0
      ) AS held ORDER BY w.turn
    LOOP
      EXIT WHEN free = 0;
      taken := least(free, line.quantity);
      CONTINUE WHEN taken <= 0;
      INSERT INTO reservation_allocations AS a (order_id, variant_id, location_id, quantity)
      VALUES (line.order_id, of_variant, place.location_id, taken)
      ON CONFLICT (order_id, variant_id, location_id) DO UPDATE SET quantity = a.quantity + excluded.quantity;
      INSERT INTO stock_movements (variant_id, kind, available, reserved, sold, available_after, order_id, location_id)
      SELECT of_variant, 'REALLOCATED', -sign * taken, CASE line.status WHEN 'reserved' THEN sign * taken ELSE 0 END,
        CASE line.status WHEN 'committed' THEN sign * taken ELSE 0 END, left_after + greatest(0, -sign) * taken, line.order_id, location_id
      FROM (VALUES (1, -1, NULL::uuid), (2, 1, place.location_id)) AS half (step, sign, location_id) ORDER BY step;
      free := free - taken;
      missing := missing - taken;
    END LOOP;
  END LOOP;
END
$$;

CREATE FUNCTION queue_backordered_lines() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO backordered_lines (order_id, variant_id, quantity)
  SELECT order_id, variant_id, least(here, missing - later) FROM (
    SELECT *, coalesce(sum(here) OVER (PARTITION BY variant_id ORDER BY order_id DESC
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS later
    FROM (
      -- What is taken from another location is there.
      SELECT line.order_id, line.variant_id, -(s.available + s.safety_stock - s.backorder_limit) AS missing,
        line.quantity - coalesce((SELECT sum(a.quantity) FROM reservation_allocations AS a
          WHERE a.order_id = line.order_id AND a.variant_id = line.variant_id), 0) AS here
      FROM held AS line JOIN stock AS s USING (variant_id)
      WHERE s.available + s.safety_stock - s.backorder_limit < 0
    ) AS line
  ) AS waiting WHERE here > 0 AND missing > later ORDER BY order_id;
  RETURN NULL;
END
$$;
-- After their locations are chosen: triggers run in the order of their names.
CREATE TRIGGER reservation_lines_then_queued AFTER INSERT ON reservation_lines
  REFERENCING NEW TABLE AS held FOR EACH STATEMENT EXECUTE FUNCTION queue_backordered_lines();

-- What an order gives back goes to those who wait. After the ledger has it.
CREATE FUNCTION leave_backordered_lines() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM settled WHERE status IN ('released', 'expired')) THEN
    DELETE FROM backordered_lines AS line USING settled
    WHERE settled.order_id = line.order_id AND settled.status IN ('released', 'expired');
    PERFORM give_to_waiting(variant_id) FROM (
      SELECT DISTINCT a.variant_id FROM settled JOIN reservation_allocations AS a USING (order_id)
      WHERE settled.status IN ('released', 'expired')
    ) AS given_back;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER reservations_unqueued AFTER UPDATE ON reservations
  REFERENCING OLD TABLE AS unsettled NEW TABLE AS settled FOR EACH STATEMENT EXECUTE FUNCTION leave_backordered_lines();

CREATE OR REPLACE FUNCTION record_received_stock() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  change jsonb := nullif(current_setting('cartwright.stock_change', true), '')::jsonb;
  missing integer := -(NEW.available + NEW.safety_stock - NEW.backorder_limit);
BEGIN
  INSERT INTO stock_movements (variant_id, kind, available, reserved, sold, available_after, staff_id, reason, location_id,
    inbound_shipment_id)
  VALUES (NEW.variant_id, coalesce(change ->> 'kind', 'ADJUSTED'), NEW.available - OLD.available,
    NEW.reserved - OLD.reserved, NEW.sold - OLD.sold, NEW.available, (change ->> 'staffId')::uuid, change ->> 'reason',
    (change ->> 'locationId')::uuid, (change ->> 'inboundShipmentId')::uuid);
  IF NEW.received > OLD.received AND OLD.available + OLD.safety_stock < OLD.backorder_limit THEN
    IF change ->> 'locationId' IS NOT NULL THEN
      PERFORM give_to_waiting(NEW.variant_id);
    END IF;
    -- Who does not wait any more.
    DELETE FROM backordered_lines WHERE variant_id = NEW.variant_id
      AND turn < coalesce((SELECT w.turn FROM waiting_lines(NEW.variant_id, missing) AS w LIMIT 1), 9223372036854775807);
  END IF;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION forget_stock_movements() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM stock_movements USING gone WHERE stock_movements.variant_id = gone.variant_id;
  DELETE FROM backordered_lines USING gone WHERE backordered_lines.variant_id = gone.variant_id;
  RETURN NULL;
END
$$;
