-- A cart of dear things costs more than 32 bits hold; the largest amount is the largest safe integer of JavaScript.
ALTER TABLE orders
  ALTER COLUMN subtotal_minor TYPE bigint,
  ALTER COLUMN discount_minor TYPE bigint,
  ALTER COLUMN shipping_minor TYPE bigint,
  ALTER COLUMN tax_minor TYPE bigint,
  ALTER COLUMN total_minor TYPE bigint;
ALTER TABLE order_lines ALTER COLUMN unit_price_minor TYPE bigint, ALTER COLUMN total_minor TYPE bigint;
