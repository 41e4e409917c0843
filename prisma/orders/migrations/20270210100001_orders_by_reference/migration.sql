-- concurrently
-- Staff look for orders by what buyers call them, which few orders have.
CREATE INDEX CONCURRENTLY orders_reference_idx ON orders (reference, placed_at DESC, id DESC) WHERE reference IS NOT NULL;
