
-- Those who wait already, in the order in which they ordered, before all who came since. Whoever settles one of them locks its variants first.
SELECT FROM stock WHERE available + safety_stock < backorder_limit ORDER BY variant_id FOR NO KEY UPDATE;
INSERT INTO backordered_lines (order_id, variant_id, turn, quantity, since) OVERRIDING SYSTEM VALUE
SELECT order_id, variant_id, row_number() OVER (ORDER BY created_at, order_id) - 1000000000, least(quantity, missing - later), created_at
FROM (
  SELECT line.order_id, line.variant_id, line.quantity, r.created_at,
    backorder_limit - available - safety_stock - coalesce((
      SELECT sum(quantity) FROM backordered_lines AS queued WHERE queued.variant_id = line.variant_id), 0) AS missing,
    coalesce(sum(line.quantity) OVER (PARTITION BY line.variant_id ORDER BY r.created_at DESC, line.order_id DESC
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS later
  FROM stock JOIN reservation_lines AS line USING (variant_id) JOIN reservations AS r USING (order_id)
  WHERE r.status IN ('reserved', 'committed') AND available + safety_stock < backorder_limit
    AND NOT EXISTS (SELECT FROM backordered_lines AS queued WHERE queued.order_id = line.order_id AND queued.variant_id = line.variant_id)
) AS waiting WHERE missing > later;
