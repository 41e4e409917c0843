-- In the order of those who write several of them.
LOCK TABLE categories IN SHARE ROW EXCLUSIVE MODE;
LOCK TABLE products IN SHARE ROW EXCLUSIVE MODE;
LOCK TABLE attribute_values, collection_products IN SHARE ROW EXCLUSIVE MODE;

-- What was told last of what promotions select a product by and taxes are looked up by: only what differs from it is told.
CREATE TABLE product_traits (
  product_id uuid PRIMARY KEY REFERENCES products (id) ON DELETE CASCADE,
  version integer NOT NULL CHECK (version > 0),
  traits jsonb NOT NULL
);

-- Products of which something else may have to be told. A row for each change, so that no writer waits for another.
CREATE TABLE trait_changes (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  product_id uuid NOT NULL
);
CREATE FUNCTION note_product_traits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO trait_changes (product_id) SELECT id FROM changed_rows;
  RETURN NULL;
END
$$;
CREATE FUNCTION note_traits_of_product() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO trait_changes (product_id) VALUES (NEW.id);
  RETURN NULL;
END
$$;
CREATE FUNCTION note_traits_of_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO trait_changes (product_id) SELECT DISTINCT product_id FROM changed_rows;
  RETURN NULL;
END
$$;
CREATE TRIGGER products_traits_new AFTER INSERT ON products
  REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION note_product_traits();
-- For each row: most updates of products are of neither, and cost nothing then.
CREATE TRIGGER products_traits_changed AFTER UPDATE OF category_id, tax_class ON products FOR EACH ROW
  WHEN ((OLD.category_id, OLD.tax_class) IS DISTINCT FROM (NEW.category_id, NEW.tax_class))
  EXECUTE FUNCTION note_traits_of_product();
CREATE TRIGGER attribute_values_traits_new AFTER INSERT ON attribute_values
  REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION note_traits_of_rows();
CREATE TRIGGER attribute_values_traits_changed AFTER UPDATE ON attribute_values
  REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION note_traits_of_rows();
CREATE TRIGGER attribute_values_traits_gone AFTER DELETE ON attribute_values
  REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION note_traits_of_rows();
CREATE TRIGGER collection_products_traits_new AFTER INSERT ON collection_products
  REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION note_traits_of_rows();
CREATE TRIGGER collection_products_traits_gone AFTER DELETE ON collection_products
  REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION note_traits_of_rows();

-- Of a category that was put below another one all products below it are looked at, some at a time: whoever moves it writes one row.
CREATE TABLE moved_categories (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  category_id uuid NOT NULL REFERENCES categories (id) ON DELETE CASCADE,
  looked_to uuid
);
CREATE INDEX moved_categories_category_idx ON moved_categories (category_id);
CREATE FUNCTION note_moved_category() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO moved_categories (category_id) VALUES (NEW.id);
  RETURN NULL;
END
$$;
CREATE TRIGGER categories_traits_moved AFTER UPDATE OF parent_id ON categories FOR EACH ROW
  WHEN (OLD.parent_id IS DISTINCT FROM NEW.parent_id) EXECUTE FUNCTION note_moved_category();

-- Of what is there already, all is told.
DO $$
BEGIN
  IF to_regclass('messaging.restatements') IS NOT NULL THEN
    INSERT INTO messaging.restatements (name) SELECT 'traits' WHERE EXISTS (SELECT FROM products)
    ON CONFLICT (name) DO UPDATE SET position = NULL, finished_at = NULL;
  END IF;
END
$$;
