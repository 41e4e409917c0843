-- What is kept of each product in an index: from form 2 on offers say what variants are said to be. Releases before this one register
-- indexes of form 1, which this one neither feeds nor asks about variants' attributes: it makes one of form 2 beside them.
ALTER TABLE search_indexes ADD COLUMN form integer NOT NULL DEFAULT 1 CHECK (form > 0);

-- What a product is said to be as a whole is written to its offers, too, once the same is said of variants in another product type.
CREATE FUNCTION note_products_said_as_a_whole_for_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM search_indexes) THEN
    INSERT INTO search_index_changes (index_name, product_id)
    SELECT search_indexes.name, said.product_id
    FROM search_indexes CROSS JOIN (
      SELECT DISTINCT v.product_id
      FROM changed_rows JOIN attribute_definitions d ON d.key = changed_rows.key AND d.owner = 'PRODUCT'
        JOIN attribute_values v ON v.definition_id = d.id
      WHERE changed_rows.owner = 'VARIANT'
    ) AS said;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER attribute_definitions_indexed_new AFTER INSERT ON attribute_definitions
  REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION note_products_said_as_a_whole_for_search();
CREATE TRIGGER attribute_definitions_indexed_changed AFTER UPDATE ON attribute_definitions
  REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION note_products_said_as_a_whole_for_search();
