-- What is sold of each product that is shown, for lists by it: kept by the loop that counts sales. Products' own rows are not written.
CREATE TABLE product_sales (
  product_id uuid PRIMARY KEY REFERENCES products (id) ON DELETE CASCADE,
  category_id uuid NOT NULL,
  orders integer NOT NULL DEFAULT 0 CHECK (orders >= 0),
  score double precision NOT NULL DEFAULT 0
);
CREATE INDEX product_sales_best_idx ON product_sales (score DESC, product_id DESC);
CREATE INDEX product_sales_category_idx ON product_sales (category_id, score DESC, product_id DESC);

-- What was bought or cancelled since the loop looked last. A row for each change, so that no writer waits for another.
CREATE TABLE sales_changes (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  product_id uuid NOT NULL
);
CREATE INDEX sales_changes_product_idx ON sales_changes (product_id);
CREATE FUNCTION note_changed_sales() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO sales_changes (product_id) SELECT DISTINCT product_id FROM after;
  RETURN NULL;
END
$$;
CREATE TRIGGER purchases_sales_new AFTER INSERT ON purchases
  REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION note_changed_sales();
CREATE TRIGGER purchases_sales_changed AFTER UPDATE ON purchases
  REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION note_changed_sales();

-- A product is in it while it is shown, whoever writes; what it sold before it was taken from the shop is counted again by the loop.
CREATE FUNCTION keep_product_sales() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status = 'PUBLISHED' THEN
    INSERT INTO product_sales AS kept (product_id, category_id) VALUES (NEW.id, NEW.category_id)
    ON CONFLICT (product_id) DO UPDATE SET category_id = excluded.category_id;
    IF EXISTS (SELECT FROM purchases WHERE product_id = NEW.id AND NOT is_undone) THEN
      INSERT INTO sales_changes (product_id) VALUES (NEW.id);
    END IF;
  ELSE
    DELETE FROM product_sales WHERE product_id = NEW.id;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER products_sales_new AFTER INSERT ON products
  FOR EACH ROW WHEN (NEW.status = 'PUBLISHED') EXECUTE FUNCTION keep_product_sales();
CREATE TRIGGER products_sales_changed AFTER UPDATE OF status, category_id ON products
  FOR EACH ROW WHEN (OLD.category_id IS DISTINCT FROM NEW.category_id
    OR (OLD.status = 'PUBLISHED') IS DISTINCT FROM (NEW.status = 'PUBLISHED'))
  EXECUTE FUNCTION keep_product_sales();

-- What is bought together with a product more than chance would have it, the most so first; kept by the same loop.
CREATE TABLE product_companions (
  product_id uuid PRIMARY KEY REFERENCES products (id) ON DELETE CASCADE,
  companion_ids uuid[] NOT NULL
);

-- What staff recommend with a product, in their order.
CREATE TABLE product_recommendations (
  product_id uuid NOT NULL REFERENCES products (id) ON DELETE CASCADE,
  intent text NOT NULL CHECK (intent IN ('RELATED', 'BOUGHT_TOGETHER')),
  picked_ids uuid[] NOT NULL,
  PRIMARY KEY (product_id, intent)
);

-- What somebody has looked at of late, and who does not want that to be kept. A person is a customer or a guest.
CREATE TABLE product_views (
  person_id uuid NOT NULL,
  product_id uuid NOT NULL REFERENCES products (id) ON DELETE CASCADE,
  viewed_at timestamptz(3) NOT NULL,
  PRIMARY KEY (person_id, product_id)
);
CREATE INDEX product_views_oldest_idx ON product_views (viewed_at);
CREATE INDEX product_views_product_idx ON product_views (product_id);
CREATE TABLE product_view_refusals (
  person_id uuid PRIMARY KEY,
  refused_at timestamptz(3) NOT NULL
);
