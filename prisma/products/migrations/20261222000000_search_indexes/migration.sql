-- What search engines beside PostgreSQL keep of products, and how far each of these indexes is. A shop that searches in PostgreSQL has no row.
CREATE TABLE search_indexes (
  name text PRIMARY KEY,
  -- The transaction that wrote the row: once no older one runs, every change is noted for the index, and it is filled.
  registered_in bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
  -- The last product that was written of all there are; null before the first.
  filled_to uuid,
  is_filled boolean NOT NULL DEFAULT false,
  -- Whether searches are answered from it; of one at most.
  is_serving boolean NOT NULL DEFAULT false,
  followed_at timestamptz(3) NOT NULL
);

-- What has changed since an index was written: a row for each change and index, so that no writer waits for another. With no index it
-- stays empty, and to write nothing into it costs next to nothing.
CREATE TABLE search_index_changes (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  index_name text NOT NULL REFERENCES search_indexes (name) ON DELETE CASCADE,
  product_id uuid NOT NULL
);
CREATE INDEX search_index_changes_index_idx ON search_index_changes (index_name, product_id);

CREATE FUNCTION note_products_for_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM search_indexes) THEN
    INSERT INTO search_index_changes (index_name, product_id)
    SELECT search_indexes.name, changed.id FROM search_indexes CROSS JOIN (SELECT DISTINCT id FROM changed_rows) AS changed;
  END IF;
  RETURN NULL;
END
$$;
CREATE FUNCTION note_products_of_rows_for_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM search_indexes) THEN
    INSERT INTO search_index_changes (index_name, product_id)
    SELECT search_indexes.name, changed.product_id
    FROM search_indexes CROSS JOIN (SELECT DISTINCT product_id FROM changed_rows) AS changed;
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER products_indexed_new AFTER INSERT ON products
  REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION note_products_for_search();
CREATE TRIGGER products_indexed_changed AFTER UPDATE ON products
  REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION note_products_for_search();
CREATE TRIGGER products_indexed_gone AFTER DELETE ON products
  REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION note_products_for_search();
CREATE TRIGGER variant_offers_indexed_new AFTER INSERT ON variant_offers
  REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION note_products_of_rows_for_search();
CREATE TRIGGER variant_offers_indexed_changed AFTER UPDATE ON variant_offers
  REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION note_products_of_rows_for_search();
CREATE TRIGGER variant_offers_indexed_gone AFTER DELETE ON variant_offers
  REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION note_products_of_rows_for_search();
CREATE TRIGGER product_sales_indexed_changed AFTER UPDATE ON product_sales
  REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION note_products_of_rows_for_search();
CREATE TRIGGER collection_products_indexed_new AFTER INSERT ON collection_products
  REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION note_products_of_rows_for_search();
CREATE TRIGGER collection_products_indexed_gone AFTER DELETE ON collection_products
  REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION note_products_of_rows_for_search();
CREATE TRIGGER attribute_values_indexed_new AFTER INSERT ON attribute_values
  REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION note_products_of_rows_for_search();
CREATE TRIGGER attribute_values_indexed_changed AFTER UPDATE ON attribute_values
  REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION note_products_of_rows_for_search();
CREATE TRIGGER attribute_values_indexed_gone AFTER DELETE ON attribute_values
  REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION note_products_of_rows_for_search();
