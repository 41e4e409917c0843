-- How the amounts of an order came about, as its cart was frozen. Null for orders from before, and for those that a release before this one places.
ALTER TABLE orders ADD COLUMN price_details jsonb;
ALTER TABLE order_lines
  ADD COLUMN discounts jsonb,
  ADD COLUMN tax_rate_basis_points integer,
  ADD COLUMN tax_minor bigint;
