-- What buyers say of a cart and of its lines beyond the schema; null for nothing.
ALTER TABLE carts ADD COLUMN metafields jsonb;
ALTER TABLE cart_lines ADD COLUMN metafields jsonb;
