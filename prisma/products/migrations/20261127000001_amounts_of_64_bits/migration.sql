-- A cart of dear things costs more than 32 bits hold; the largest amount is the largest safe integer of JavaScript.
ALTER TABLE variant_prices ALTER COLUMN amount_minor TYPE bigint, ALTER COLUMN compare_at_minor TYPE bigint;
ALTER TABLE product_price_ranges ALTER COLUMN min_minor TYPE bigint, ALTER COLUMN max_minor TYPE bigint;
