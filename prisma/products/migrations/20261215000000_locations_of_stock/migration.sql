-- Where pieces are. What is at no other location is at the default one, so that a shop with one location keeps no further row, and a
-- release that knows of no locations moves what is there.
CREATE TABLE stock_locations (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  address text NOT NULL,
  -- The lower, the sooner orders are taken from it.
  priority integer NOT NULL CHECK (priority BETWEEN 0 AND 1000),
  active boolean NOT NULL DEFAULT true,
  allows_pickup boolean NOT NULL DEFAULT false,
  is_default boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1 CHECK (version > 0),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  archived_at timestamptz(3),
  CHECK (archived_at IS NULL OR NOT active),
  CHECK (active OR NOT is_default)
);
CREATE UNIQUE INDEX stock_locations_default_idx ON stock_locations (is_default) WHERE is_default;
CREATE UNIQUE INDEX stock_locations_name_idx ON stock_locations (lower(name)) WHERE archived_at IS NULL;
INSERT INTO stock_locations (id, name, address, priority, is_default)
VALUES ('01980000-0000-7000-8000-000000000001', 'Main warehouse', '', 100, true);

-- What is at locations other than the default one. Whoever changes a row has locked the variant's stock.
CREATE TABLE location_stock (
  variant_id uuid NOT NULL REFERENCES stock (variant_id) ON DELETE CASCADE,
  location_id uuid NOT NULL REFERENCES stock_locations (id),
  on_hand integer NOT NULL,
  reserved integer NOT NULL,
  PRIMARY KEY (variant_id, location_id),
  CHECK (on_hand >= reserved AND reserved >= 0)
);
CREATE INDEX location_stock_location_idx ON location_stock (location_id);

-- Which pieces of an order's lines are taken from locations other than the default one. No foreign keys, so that no buyer locks another row.
CREATE TABLE reservation_allocations (
  order_id uuid NOT NULL,
  variant_id uuid NOT NULL,
  location_id uuid NOT NULL,
  quantity integer NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (order_id, variant_id, location_id)
);

-- Pieces on their way from one location to another: they are at neither, and nobody can buy them.
CREATE TABLE stock_transfers (
  id uuid PRIMARY KEY,
  from_location_id uuid NOT NULL REFERENCES stock_locations (id),
  to_location_id uuid NOT NULL REFERENCES stock_locations (id),
  status text NOT NULL CHECK (status IN ('IN_TRANSIT', 'RECEIVED', 'CANCELLED')),
  created_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  CHECK (from_location_id <> to_location_id),
  CHECK ((status = 'IN_TRANSIT') = (ended_at IS NULL))
);
CREATE INDEX stock_transfers_created_idx ON stock_transfers (created_at, id);
CREATE INDEX stock_transfers_to_idx ON stock_transfers (to_location_id) WHERE status = 'IN_TRANSIT';
CREATE INDEX stock_transfers_from_idx ON stock_transfers (from_location_id) WHERE status = 'IN_TRANSIT';
CREATE TABLE stock_transfer_lines (
  transfer_id uuid NOT NULL REFERENCES stock_transfers (id) ON DELETE CASCADE,
  variant_id uuid NOT NULL REFERENCES stock (variant_id) ON DELETE CASCADE,
  quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 1000000),
  PRIMARY KEY (transfer_id, variant_id)
);
CREATE INDEX stock_transfer_lines_variant_idx ON stock_transfer_lines (variant_id);

-- The ledger says where: null for the default location.
ALTER TABLE stock_movements ADD COLUMN location_id uuid;
ALTER TABLE stock_movements DROP CONSTRAINT stock_movements_kind_check;
ALTER TABLE stock_movements ADD CONSTRAINT stock_movements_kind_check
  CHECK (kind IN ('OPENING', 'RECEIVED', 'ADJUSTED', 'RESERVED', 'SOLD', 'RELEASED', 'EXPIRED', 'RETURNED', 'POLICY', 'TRANSFERRED'))
  NOT VALID;

-- What a movement at another location says is what becomes of that location's pieces. Where none are left there is no row: orders of what is
-- at the default location alone look at no others.
CREATE FUNCTION move_location_stock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE location_stock SET on_hand = on_hand + NEW.available + NEW.reserved, reserved = reserved + NEW.reserved
  WHERE variant_id = NEW.variant_id AND location_id = NEW.location_id;
  IF NOT FOUND THEN
    INSERT INTO location_stock (variant_id, location_id, on_hand, reserved)
    VALUES (NEW.variant_id, NEW.location_id, NEW.available + NEW.reserved, NEW.reserved);
  ELSE
    DELETE FROM location_stock
    WHERE variant_id = NEW.variant_id AND location_id = NEW.location_id AND on_hand = 0 AND reserved = 0;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER stock_movements_located AFTER INSERT ON stock_movements
  FOR EACH ROW WHEN (NEW.location_id IS NOT NULL AND NEW.kind <> 'OPENING') EXECUTE FUNCTION move_location_stock();

CREATE OR REPLACE FUNCTION record_received_stock() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  change jsonb := nullif(current_setting('cartwright.stock_change', true), '')::jsonb;
BEGIN
  INSERT INTO stock_movements (variant_id, kind, available, reserved, sold, available_after, staff_id, reason, location_id)
  VALUES (NEW.variant_id, coalesce(change ->> 'kind', 'ADJUSTED'), NEW.available - OLD.available,
    NEW.reserved - OLD.reserved, NEW.sold - OLD.sold, NEW.available, (change ->> 'staffId')::uuid, change ->> 'reason',
    (change ->> 'locationId')::uuid);
  RETURN NULL;
END
$$;

-- From where the lines of one order are taken: `wanted` are its lines, `there` what is free at each location. Whichever location has most of
-- the lines whole comes first, then most of the pieces, then the lower priority: one parcel where one location has all. What is nowhere has
-- no location.
CREATE FUNCTION choose_locations(wanted jsonb, there jsonb)
RETURNS TABLE (variant_id uuid, location_id uuid, quantity integer) LANGUAGE plpgsql IMMUTABLE AS $$
#variable_conflict use_column
DECLARE
  missing jsonb := wanted;
  used uuid[] := '{}';
  chosen uuid;
BEGIN
  LOOP
    SELECT t."locationId" INTO chosen
    FROM jsonb_to_recordset(there) AS t("locationId" uuid, priority integer, "variantId" uuid, free integer)
    JOIN jsonb_to_recordset(missing) AS m("variantId" uuid, quantity integer) USING ("variantId")
    WHERE t.free > 0 AND t."locationId" <> ALL (used)
    GROUP BY t."locationId", t.priority
    ORDER BY count(*) FILTER (WHERE t.free >= m.quantity) DESC, sum(least(t.free, m.quantity)) DESC, t.priority, t."locationId"
    LIMIT 1;
    EXIT WHEN NOT FOUND;
    used := used || chosen;
    RETURN QUERY SELECT m."variantId", chosen, least(t.free, m.quantity)
      FROM jsonb_to_recordset(there) AS t("locationId" uuid, "variantId" uuid, free integer)
      JOIN jsonb_to_recordset(missing) AS m("variantId" uuid, quantity integer) USING ("variantId")
      WHERE t."locationId" = chosen AND t.free > 0;
    SELECT jsonb_agg(jsonb_build_object('variantId', m."variantId", 'quantity', m.quantity - greatest(coalesce(t.free, 0), 0)))
    INTO missing
    FROM jsonb_to_recordset(missing) AS m("variantId" uuid, quantity integer)
    LEFT JOIN jsonb_to_recordset(there) AS t("locationId" uuid, "variantId" uuid, free integer)
      ON t."variantId" = m."variantId" AND t."locationId" = chosen
    WHERE m.quantity > coalesce(t.free, 0);
    EXIT WHEN missing IS NULL;
  END LOOP;
  RETURN QUERY SELECT m."variantId", NULL::uuid, m.quantity
    FROM jsonb_to_recordset(missing) AS m("variantId" uuid, quantity integer);
END
$$;

-- Stock of all the lines has been moved already, and is locked: what was free before an order is what is left and what it and those after it
-- took.
CREATE OR REPLACE FUNCTION record_reserved_stock() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  one record;
BEGIN
  IF EXISTS (SELECT FROM held JOIN location_stock USING (variant_id)) THEN
    FOR one IN
      SELECT order_id, array_agg(variant_id) AS variant_ids,
        jsonb_agg(jsonb_build_object('variantId', variant_id, 'quantity', quantity)) AS wanted
      FROM held GROUP BY order_id ORDER BY order_id
    LOOP
      INSERT INTO reservation_allocations (order_id, variant_id, location_id, quantity)
      WITH elsewhere AS (
        SELECT l.id, l.priority, there.variant_id, there.on_hand - there.reserved - coalesce((
          SELECT sum(a.quantity) FROM held JOIN reservation_allocations AS a USING (order_id, variant_id)
          WHERE a.variant_id = there.variant_id AND a.location_id = there.location_id), 0) AS free
        FROM location_stock AS there JOIN stock_locations AS l ON l.id = there.location_id
        WHERE there.variant_id = ANY (one.variant_ids)
      ), at_default AS (
        SELECT l.id, l.priority, s.variant_id, s.available + s.safety_stock - s.backorder_limit
          + (SELECT sum(quantity) FROM held WHERE variant_id = s.variant_id AND order_id >= one.order_id)
          - coalesce((SELECT sum(free) FROM elsewhere WHERE variant_id = s.variant_id), 0) AS free
        FROM stock AS s CROSS JOIN stock_locations AS l WHERE l.is_default AND s.variant_id = ANY (one.variant_ids)
      ), there AS (
        SELECT jsonb_agg(jsonb_build_object('locationId', id, 'priority', priority, 'variantId', variant_id, 'free', free)) AS levels
        FROM (SELECT * FROM elsewhere UNION ALL SELECT * FROM at_default) AS levels
      )
      SELECT one.order_id, chosen.variant_id, chosen.location_id, chosen.quantity
      FROM there, choose_locations(one.wanted, there.levels) AS chosen JOIN stock_locations AS l ON l.id = chosen.location_id
      WHERE NOT l.is_default;
    END LOOP;
  END IF;
  INSERT INTO stock_movements (variant_id, kind, available, reserved, sold, available_after, order_id, location_id)
  WITH parts AS (
    SELECT a.order_id, a.variant_id, a.location_id, a.quantity FROM held JOIN reservation_allocations AS a USING (order_id, variant_id)
    UNION ALL
    SELECT order_id, variant_id, NULL, quantity - coalesce((SELECT sum(a.quantity) FROM reservation_allocations AS a
      WHERE a.order_id = held.order_id AND a.variant_id = held.variant_id), 0) FROM held
  )
  SELECT line.variant_id, CASE r.status WHEN 'committed' THEN 'SOLD' ELSE 'RESERVED' END, -line.quantity,
    CASE r.status WHEN 'committed' THEN 0 ELSE line.quantity END,
    CASE r.status WHEN 'committed' THEN line.quantity ELSE 0 END,
    s.available + sum(line.quantity) OVER of_variant - sum(line.quantity) OVER so_far, line.order_id, line.location_id
  FROM parts AS line JOIN reservations AS r USING (order_id) JOIN stock AS s ON s.variant_id = line.variant_id
  WHERE r.status IN ('reserved', 'committed') AND line.quantity > 0
  WINDOW of_variant AS (PARTITION BY line.variant_id),
    so_far AS (PARTITION BY line.variant_id ORDER BY line.order_id, line.location_id)
  ORDER BY line.order_id, line.variant_id, line.location_id;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION record_settled_stock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- What comes back to a location that is not used any more comes back to the default one.
  IF EXISTS (SELECT FROM settled JOIN reservation_allocations USING (order_id) WHERE settled.status = 'released') THEN
    PERFORM FROM stock_locations WHERE id IN (
      SELECT a.location_id FROM settled JOIN reservation_allocations AS a USING (order_id) WHERE settled.status = 'released'
    ) ORDER BY id FOR SHARE;
    DELETE FROM reservation_allocations AS a USING settled, unsettled, stock_locations AS l
    WHERE settled.order_id = a.order_id AND unsettled.order_id = a.order_id AND l.id = a.location_id
      AND unsettled.status = 'committed' AND settled.status = 'released' AND NOT l.active;
  END IF;
  INSERT INTO stock_movements (variant_id, kind, available, reserved, sold, available_after, order_id, location_id)
  WITH parts AS (
    SELECT line.order_id, line.variant_id, a.location_id, a.quantity
    FROM settled JOIN reservation_lines AS line USING (order_id) JOIN reservation_allocations AS a USING (order_id, variant_id)
    UNION ALL
    SELECT line.order_id, line.variant_id, NULL, line.quantity - coalesce((SELECT sum(a.quantity) FROM reservation_allocations AS a
      WHERE a.order_id = line.order_id AND a.variant_id = line.variant_id), 0)
    FROM settled JOIN reservation_lines AS line USING (order_id)
  )
  SELECT line.variant_id, move.kind, move.available * line.quantity, move.reserved * line.quantity,
    move.sold * line.quantity,
    s.available - sum(move.available * line.quantity) OVER of_variant + sum(move.available * line.quantity) OVER so_far,
    line.order_id, line.location_id
  FROM settled JOIN unsettled USING (order_id)
  JOIN (VALUES
    ('reserved', 'committed', 'SOLD', 0, -1, 1),
    ('reserved', 'released', 'RELEASED', 1, -1, 0),
    ('reserved', 'expired', 'EXPIRED', 1, -1, 0),
    ('committed', 'released', 'RETURNED', 1, 0, -1)
  ) AS move (from_status, to_status, kind, available, reserved, sold)
    ON move.from_status = unsettled.status AND move.to_status = settled.status
  JOIN parts AS line USING (order_id) JOIN stock AS s ON s.variant_id = line.variant_id
  WHERE line.quantity > 0
  WINDOW of_variant AS (PARTITION BY line.variant_id),
    so_far AS (PARTITION BY line.variant_id ORDER BY line.order_id, line.location_id)
  ORDER BY line.order_id, line.variant_id, line.location_id;
  RETURN NULL;
END
$$;
