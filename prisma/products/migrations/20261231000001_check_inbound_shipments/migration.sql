
-- Those who wait already, in the order in which they ordered, before all who came since: for what is missing at the default location, of which
-- there may be enough elsewhere. Whoever settles one of them locks its variants first.
SELECT FROM stock WHERE NOT is_bundle AND (available + safety_stock < backorder_limit OR variant_id IN (SELECT variant_id FROM location_stock))
ORDER BY variant_id FOR NO KEY UPDATE;
INSERT INTO backordered_lines (order_id, variant_id, turn, quantity, since) OVERRIDING SYSTEM VALUE
SELECT order_id, variant_id, row_number() OVER (ORDER BY created_at, order_id) - 1000000000, least(here, missing - later), created_at
FROM (
  SELECT *, coalesce(sum(here) OVER (PARTITION BY variant_id ORDER BY created_at DESC, order_id DESC
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS later
  FROM (
    SELECT short.variant_id, short.missing, line.order_id, r.created_at,
      line.quantity - coalesce((SELECT sum(a.quantity) FROM reservation_allocations AS a
        WHERE a.order_id = line.order_id AND a.variant_id = line.variant_id), 0) AS here
    FROM (
      SELECT variant_id, backorder_limit - available - safety_stock
        + coalesce((SELECT sum(on_hand - reserved) FROM location_stock AS there WHERE there.variant_id = stock.variant_id), 0)
        - coalesce((SELECT sum(quantity) FROM backordered_lines AS queued WHERE queued.variant_id = stock.variant_id), 0) AS missing
      FROM stock WHERE NOT is_bundle
        AND (available + safety_stock < backorder_limit OR variant_id IN (SELECT variant_id FROM location_stock))
    ) AS short JOIN reservation_lines AS line USING (variant_id) JOIN reservations AS r USING (order_id)
    WHERE short.missing > 0 AND r.status IN ('reserved', 'committed')
      AND NOT EXISTS (SELECT FROM backordered_lines AS queued WHERE queued.order_id = line.order_id AND queued.variant_id = line.variant_id)
  ) AS line WHERE here > 0
) AS waiting WHERE missing > later;

-- What is free elsewhere is theirs, and who has all does not wait.
SELECT give_to_waiting(variant_id) FROM (
  SELECT DISTINCT variant_id FROM backordered_lines WHERE variant_id IN (SELECT variant_id FROM location_stock) ORDER BY variant_id
) AS short;
DELETE FROM backordered_lines AS line USING stock AS s
WHERE s.variant_id = line.variant_id AND line.turn < coalesce((
  SELECT w.turn FROM waiting_lines(s.variant_id, s.backorder_limit - s.available - s.safety_stock) AS w LIMIT 1), 9223372036854775807);
