-- What a buyer has said of the cart. Null for nothing, which the release before this one writes.
ALTER TABLE orders
  ADD COLUMN note text,
  ADD COLUMN gift_text text,
  ADD COLUMN reference text;
