-- A product is found by the barcodes of its variants as by their stock-keeping units. No variant has one as yet, so that no document is
-- to be written anew.
CREATE OR REPLACE FUNCTION search_document(product products) RETURNS tsvector
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF product.status <> 'PUBLISHED' THEN
    RETURN NULL;
  END IF;
  RETURN setweight(search_vector(product.name), 'A')
    || setweight(search_vector(product.brand || ' ' || product.keywords), 'B')
    || setweight(search_codes(ARRAY(
      SELECT sku FROM product_variants WHERE product_id = product.id
      UNION SELECT barcode FROM product_variants WHERE product_id = product.id AND barcode IS NOT NULL
    )), 'C')
    || setweight(search_vector(product.description), 'D');
END
$$;

CREATE OR REPLACE FUNCTION add_search_codes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE products SET document = document || setweight(search_codes(added.codes), 'C')
  FROM (
    SELECT product_id, array_agg(sku) || array_remove(array_agg(barcode), NULL) AS codes FROM added_variants GROUP BY product_id
  ) AS added
  WHERE products.id = added.product_id;
  RETURN NULL;
END
$$;

DROP TRIGGER product_variants_codes_changed ON product_variants;
CREATE TRIGGER product_variants_codes_changed AFTER UPDATE OF sku, barcode, product_id ON product_variants
  FOR EACH ROW WHEN ((OLD.sku, OLD.barcode, OLD.product_id) IS DISTINCT FROM (NEW.sku, NEW.barcode, NEW.product_id))
  EXECUTE FUNCTION renew_search_document();

CREATE INDEX product_variants_barcode_idx ON product_variants (barcode) WHERE barcode IS NOT NULL;
