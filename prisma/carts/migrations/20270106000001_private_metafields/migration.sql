-- What staff keep of a cart and of its lines, for staff alone.
ALTER TABLE carts ADD COLUMN private_metafields jsonb;
ALTER TABLE cart_lines ADD COLUMN private_metafields jsonb;
