-- Null when it is the shipping address.
ALTER TABLE orders ADD COLUMN billing_address jsonb;
