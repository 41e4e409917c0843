-- concurrently
-- What sells best, and what is bought together, follow from purchases: an order's id says when it was placed, so its latest orders are found
-- by an index in the order of these ids.
CREATE INDEX CONCURRENTLY purchases_latest_idx ON purchases (product_id, order_id DESC) WHERE NOT is_undone;
