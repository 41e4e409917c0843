-- What buyers said of what they ordered, and what staff keep of it, beyond the schema; null for nothing, which the release before this one writes.
ALTER TABLE orders ADD COLUMN metafields jsonb;
ALTER TABLE order_lines ADD COLUMN metafields jsonb;
