-- What shows a product keeps it in memory under its revision, which is another one after each change of the product, its pictures, its
-- variants and their prices, whoever writes. Stock is no part of it, but for how many variants there are to buy.
ALTER TABLE products ADD COLUMN revision uuid NOT NULL DEFAULT gen_random_uuid();

CREATE FUNCTION renew_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.revision := gen_random_uuid();
  RETURN NEW;
END
$$;
CREATE TRIGGER products_revision BEFORE UPDATE ON products FOR EACH ROW EXECUTE FUNCTION renew_revision();

-- Products that this transaction has written already have a revision that nobody else has seen. An xmin comes again after four billion
-- transactions; by then the row has been frozen, or written again.
CREATE FUNCTION renew_revisions(changed uuid[]) RETURNS void LANGUAGE sql AS $$
  UPDATE products SET revision = gen_random_uuid()
  FROM (
    SELECT id FROM products WHERE id = ANY (changed) AND xmin <> pg_current_xact_id()::xid ORDER BY id FOR NO KEY UPDATE
  ) AS held
  WHERE products.id = held.id
$$;

CREATE FUNCTION renew_revisions_of_products() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    PERFORM renew_revisions(ARRAY (SELECT product_id FROM before UNION SELECT product_id FROM after));
  ELSE
    PERFORM renew_revisions(ARRAY (SELECT DISTINCT product_id FROM after));
  END IF;
  RETURN NULL;
END
$$;

-- Of variants only what is shown counts: their versions rise by the thousand when variants are announced anew.
CREATE FUNCTION renew_revisions_of_changed_variants() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM renew_revisions(ARRAY (
    WITH was AS (SELECT product_id, id, sku, title, selected_options, image_id, position FROM before),
      became AS (SELECT product_id, id, sku, title, selected_options, image_id, position FROM after)
    SELECT product_id FROM (TABLE was EXCEPT TABLE became) AS gone
    UNION SELECT product_id FROM (TABLE became EXCEPT TABLE was) AS new
  ));
  RETURN NULL;
END
$$;

-- Prices that go with their variant are told by the variant; none can move to another one, for its offer refers to it.
CREATE FUNCTION renew_revisions_of_prices() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM renew_revisions(ARRAY (
    SELECT DISTINCT product_id FROM product_variants WHERE id IN (SELECT variant_id FROM after)
  ));
  RETURN NULL;
END
$$;

CREATE TRIGGER images_revision_new AFTER INSERT ON images
  REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION renew_revisions_of_products();
CREATE TRIGGER images_revision_changed AFTER UPDATE ON images
  REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION renew_revisions_of_products();
CREATE TRIGGER images_revision_gone AFTER DELETE ON images
  REFERENCING OLD TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION renew_revisions_of_products();

CREATE TRIGGER product_variants_revision_new AFTER INSERT ON product_variants
  REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION renew_revisions_of_products();
CREATE TRIGGER product_variants_revision_changed AFTER UPDATE ON product_variants
  REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION renew_revisions_of_changed_variants();
CREATE TRIGGER product_variants_revision_gone AFTER DELETE ON product_variants
  REFERENCING OLD TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION renew_revisions_of_products();

CREATE TRIGGER product_price_ranges_revision_new AFTER INSERT ON product_price_ranges
  REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION renew_revisions_of_products();
CREATE TRIGGER product_price_ranges_revision_changed AFTER UPDATE ON product_price_ranges
  REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION renew_revisions_of_products();
CREATE TRIGGER product_price_ranges_revision_gone AFTER DELETE ON product_price_ranges
  REFERENCING OLD TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION renew_revisions_of_products();

CREATE TRIGGER variant_prices_revision_new AFTER INSERT ON variant_prices
  REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION renew_revisions_of_prices();
CREATE TRIGGER variant_prices_revision_changed AFTER UPDATE ON variant_prices
  REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION renew_revisions_of_prices();
CREATE TRIGGER variant_prices_revision_gone AFTER DELETE ON variant_prices
  REFERENCING OLD TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION renew_revisions_of_prices();
