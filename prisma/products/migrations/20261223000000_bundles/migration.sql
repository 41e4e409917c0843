-- Variants that consist of others. A bundle has no pieces of its own: how many may be bought is what its parts are enough for. Orders
-- hold its parts, so that reservations, the ledger and locations know parts alone.
-- Whoever buys waits for no more than a moment: no row is looked at here (the next migration makes sure).
ALTER TABLE stock
  ADD COLUMN is_bundle boolean NOT NULL DEFAULT false,
  -- Whether it is or was a part of a bundle: whoever moves its stock sees with the row whether there is any bundle to look for.
  ADD COLUMN is_part boolean NOT NULL DEFAULT false;
ALTER TABLE stock
  DROP CONSTRAINT stock_pieces_check,
  ADD CONSTRAINT stock_pieces_check
    CHECK (is_bundle OR available::bigint + safety_stock + reserved + sold = received::bigint + backorder_limit) NOT VALID,
  -- No release and no forgotten line of code moves pieces of a bundle.
  ADD CONSTRAINT stock_bundle_check
    CHECK (NOT is_bundle OR (available >= 0 AND reserved = 0 AND sold = 0 AND received = 0 AND safety_stock = 0 AND when_sold_out = 'DENY'))
    NOT VALID;

-- A part stays for as long as bundles have it.
CREATE TABLE bundle_parts (
  bundle_id uuid NOT NULL REFERENCES stock (variant_id) ON DELETE CASCADE,
  part_id uuid NOT NULL REFERENCES stock (variant_id),
  quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 100),
  position integer NOT NULL CHECK (position BETWEEN 0 AND 19),
  PRIMARY KEY (bundle_id, part_id),
  CHECK (bundle_id <> part_id)
);
CREATE INDEX bundle_parts_part_idx ON bundle_parts (part_id);

-- Works out anew what may be bought of the bundles of some parts, whose stock the caller has locked, and gives those that are different.
-- Bundles are locked after all parts, in the order of their ids. 100 is as many as other domains ever learn of.
CREATE FUNCTION refresh_bundles(parts uuid[])
RETURNS TABLE (variant_id uuid, version integer, available integer, before integer) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  bundles uuid[] := ARRAY(SELECT DISTINCT bundle_id FROM bundle_parts WHERE part_id = ANY (parts));
BEGIN
  IF cardinality(bundles) = 0 THEN
    RETURN;
  END IF;
  PERFORM FROM stock WHERE stock.variant_id = ANY (bundles) ORDER BY stock.variant_id FOR NO KEY UPDATE;
  -- A statement of its own, so that it sees what others have moved while this one waited for them.
  RETURN QUERY
  UPDATE stock AS bundle SET available = there.available,
    version = bundle.version + CASE WHEN least(there.available, 100) = least(bundle.available, 100) THEN 0 ELSE 1 END
  FROM (
    SELECT part.bundle_id, min(greatest(0, s.available) / part.quantity) AS available
    FROM bundle_parts AS part JOIN stock AS s ON s.variant_id = part.part_id
    WHERE part.bundle_id = ANY (bundles) GROUP BY part.bundle_id
  ) AS there JOIN stock AS old ON old.variant_id = there.bundle_id
  WHERE bundle.variant_id = there.bundle_id AND bundle.available <> there.available
  RETURNING bundle.variant_id, bundle.version, bundle.available, old.available;
END
$$;
