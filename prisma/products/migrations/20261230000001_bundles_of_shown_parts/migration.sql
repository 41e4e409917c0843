-- A bundle is sold while shoppers see all of its parts: while they do not, none can be bought. Whoever changes a product's status locks the
-- stock of those of its variants that are parts, and their bundles, before the product.
CREATE OR REPLACE FUNCTION refresh_bundles(parts uuid[])
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
    SELECT part.bundle_id, min(CASE WHEN product.status = 'PUBLISHED' OR product.id = own.product_id
      THEN greatest(0, s.available) / part.quantity ELSE 0 END) AS available
    FROM bundle_parts AS part JOIN stock AS s ON s.variant_id = part.part_id
    JOIN product_variants AS v ON v.id = part.part_id JOIN products AS product ON product.id = v.product_id
    JOIN product_variants AS own ON own.id = part.bundle_id
    WHERE part.bundle_id = ANY (bundles) GROUP BY part.bundle_id
  ) AS there JOIN stock AS old ON old.variant_id = there.bundle_id
  WHERE bundle.variant_id = there.bundle_id AND bundle.available <> there.available
  RETURNING bundle.variant_id, bundle.version, bundle.available, old.available;
END
$$;
