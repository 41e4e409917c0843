-- What the buyer says of where it goes is kept with the cart, and is what is ordered.
ALTER TABLE carts ADD COLUMN shipping_address jsonb, ADD COLUMN billing_address jsonb;
