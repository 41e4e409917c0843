-- A list of a category by price goes through an index in its own order, and not through the prices of all categories.
ALTER TABLE product_price_ranges ADD COLUMN category_id uuid;

CREATE FUNCTION set_price_range_category() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.category_id := (SELECT category_id FROM products WHERE id = NEW.product_id);
  RETURN NEW;
END
$$;
CREATE TRIGGER product_price_ranges_category BEFORE INSERT ON product_price_ranges
  FOR EACH ROW EXECUTE FUNCTION set_price_range_category();

CREATE FUNCTION move_price_ranges() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE product_price_ranges SET category_id = NEW.category_id WHERE product_id = NEW.id;
  RETURN NULL;
END
$$;
CREATE TRIGGER products_category_changed AFTER UPDATE OF category_id ON products
  FOR EACH ROW WHEN (OLD.category_id IS DISTINCT FROM NEW.category_id) EXECUTE FUNCTION move_price_ranges();

-- The triggers hold writers back until this is committed, so nothing is missed in between.
UPDATE product_price_ranges SET category_id = products.category_id FROM products WHERE products.id = product_id;
CREATE INDEX product_price_ranges_category_idx ON product_price_ranges (category_id, currency, min_minor, product_id);

-- The words of names alone: what fits a search best is among these, and they are far fewer than all that has the words.
CREATE INDEX products_name_words_idx ON products USING gin (ts_filter(document, '{a}')) WITH (fastupdate = off);
