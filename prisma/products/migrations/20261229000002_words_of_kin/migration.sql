-- In the order of those who write several of them.
LOCK TABLE categories IN SHARE ROW EXCLUSIVE MODE;
LOCK TABLE products IN ACCESS EXCLUSIVE MODE;
LOCK TABLE attribute_definitions IN SHARE ROW EXCLUSIVE MODE;

-- Searches in another language find products by what their categories and the choices of their attributes are called there, as they find them
-- by what these are called in the shop's own: {"de": "Küche Becher Eiche"}. What is translated later reaches its products some at a time.
ALTER TABLE products ADD COLUMN kin_texts jsonb NOT NULL DEFAULT '{}';

-- What the categories that a product is in, from the top, and the choices of its attributes are called in other languages.
CREATE FUNCTION kin_texts_of(product uuid, category uuid) RETURNS jsonb
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH RECURSIVE path AS (
    SELECT parent_id, translations, 0 AS height FROM categories WHERE id = category
    UNION ALL
    SELECT c.parent_id, c.translations, path.height + 1 FROM categories c JOIN path ON c.id = path.parent_id
  ), texts AS (
    SELECT said.key AS language, said.value ->> 'NAME' AS text, -path.height AS place
    FROM path CROSS JOIN LATERAL jsonb_each(path.translations) AS said
    UNION
    SELECT said.key, said.value ->> ('ATTRIBUTE_CHOICE' || chr(31) || choice), 1
    FROM attribute_values v JOIN attribute_definitions d ON d.id = v.definition_id
      CROSS JOIN LATERAL jsonb_each(d.translations) AS said
      CROSS JOIN LATERAL jsonb_array_elements_text(v.value -> 'choices') AS choice
    WHERE v.product_id = product AND d.searchable AND d.kind = 'CHOICE'
  )
  SELECT coalesce(jsonb_object_agg(language, text), '{}')
  FROM (
    SELECT language, string_agg(text, ' ' ORDER BY place, text COLLATE "C") AS text FROM texts WHERE text <> '' GROUP BY language
  ) AS joined
$$;

CREATE FUNCTION set_kin_texts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.kin_texts := kin_texts_of(NEW.id, NEW.category_id);
  RETURN NEW;
END
$$;
-- Before the document is made, by the order of their names. Who adds a product may know them already.
CREATE TRIGGER products_begin_kin_new BEFORE INSERT ON products FOR EACH ROW WHEN (NEW.kin_texts = '{}') EXECUTE FUNCTION set_kin_texts();
CREATE TRIGGER products_begin_kin_moved BEFORE UPDATE OF category_id ON products
  FOR EACH ROW WHEN (OLD.category_id IS DISTINCT FROM NEW.category_id) EXECUTE FUNCTION set_kin_texts();

CREATE OR REPLACE FUNCTION sum_up_attributes(changed uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM products WHERE id = ANY (changed) ORDER BY id FOR NO KEY UPDATE;
  UPDATE products p SET attribute_terms = summed.terms, attribute_text = summed.said, kin_texts = summed.kin
  FROM (
    SELECT id, attribute_terms_of(id) AS terms, attribute_text_of(id) AS said, kin_texts_of(id, category_id) AS kin
    FROM products WHERE id = ANY (changed)
  ) AS summed
  WHERE p.id = summed.id AND (p.attribute_terms, p.attribute_text, p.kin_texts) IS DISTINCT FROM (summed.terms, summed.said, summed.kin);
END
$$;

CREATE OR REPLACE FUNCTION search_translations(product products) RETURNS TABLE (language text, text text, weight "char")
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
  SELECT translated.key, string_agg(one.value, ' ' ORDER BY one.key), part.weight
  FROM jsonb_each((product).translations) AS translated(key, texts)
    CROSS JOIN LATERAL jsonb_each_text(translated.texts) AS one(key, value)
    CROSS JOIN LATERAL (
      SELECT CASE WHEN one.key = 'NAME' THEN 'A' WHEN one.key = 'DESCRIPTION' THEN 'D' WHEN one.key LIKE 'OPTION%' THEN 'B' END::"char" AS weight
    ) AS part
  WHERE part.weight IS NOT NULL
  GROUP BY translated.key, part.weight
  UNION ALL
  SELECT kin.key, kin.value, 'B'::"char" FROM jsonb_each_text((product).kin_texts) AS kin
  ORDER BY 1, 3, 2;
END;

CREATE OR REPLACE FUNCTION search_document(product products) RETURNS tsvector
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
DECLARE
  document tsvector;
  translated record;
BEGIN
  IF product.status <> 'PUBLISHED' THEN
    RETURN NULL;
  END IF;
  document := setweight(search_vector(product.name), 'A')
    || setweight(search_vector(product.brand || ' ' || product.keywords || ' ' || product.attribute_text), 'B')
    || setweight(search_codes(ARRAY(
      SELECT sku FROM product_variants WHERE product_id = product.id
      UNION SELECT barcode FROM product_variants WHERE product_id = product.id AND barcode IS NOT NULL
    )), 'C')
    || setweight(search_vector(product.description), 'D');
  IF product.translations <> '{}' OR product.kin_texts <> '{}' THEN
    FOR translated IN SELECT * FROM search_translations(product) LOOP
      document := document || setweight(search_vector(translated.text, translated.language), translated.weight);
    END LOOP;
  END IF;
  RETURN document;
END
$$;
DROP TRIGGER products_document ON products;
CREATE TRIGGER products_document
  BEFORE INSERT OR UPDATE OF name, brand, keywords, attribute_text, description, status, translations, kin_texts, category_id ON products
  FOR EACH ROW EXECUTE FUNCTION set_search_document();
DROP TRIGGER products_words_changed ON products;
CREATE TRIGGER products_words_changed
  AFTER UPDATE OF name, brand, keywords, attribute_text, description, status, translations, kin_texts, category_id ON products
  FOR EACH ROW
  WHEN ((OLD.name, OLD.brand, OLD.keywords, OLD.attribute_text, OLD.description, OLD.status = 'PUBLISHED', OLD.translations, OLD.kin_texts)
    IS DISTINCT FROM
    (NEW.name, NEW.brand, NEW.keywords, NEW.attribute_text, NEW.description, NEW.status = 'PUBLISHED', NEW.translations, NEW.kin_texts))
  EXECUTE FUNCTION note_changed_words();

-- Whose products are to be looked at anew, up to which of them that has been done, and which transaction said so: once all have ended that
-- began before it did, each product either has the new texts or is there to be given them.
CREATE TABLE kin_text_changes (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  category_id uuid REFERENCES categories (id) ON DELETE CASCADE,
  definition_id uuid REFERENCES attribute_definitions (id) ON DELETE CASCADE,
  looked_to uuid,
  noted_in bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
  CONSTRAINT kin_text_changes_one_check CHECK (num_nonnulls(category_id, definition_id) = 1)
);
CREATE INDEX kin_text_changes_category_idx ON kin_text_changes (category_id) WHERE category_id IS NOT NULL;
CREATE INDEX kin_text_changes_definition_idx ON kin_text_changes (definition_id) WHERE definition_id IS NOT NULL;

CREATE FUNCTION note_changed_kin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'categories' THEN
    INSERT INTO kin_text_changes (category_id) VALUES (NEW.id);
  ELSE
    INSERT INTO kin_text_changes (definition_id) VALUES (NEW.id);
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER categories_kin_changed AFTER UPDATE OF translations, parent_id ON categories FOR EACH ROW
  WHEN (OLD.translations IS DISTINCT FROM NEW.translations OR OLD.parent_id IS DISTINCT FROM NEW.parent_id)
  EXECUTE FUNCTION note_changed_kin();
CREATE TRIGGER attribute_definitions_kin_changed AFTER UPDATE OF translations, searchable ON attribute_definitions FOR EACH ROW
  WHEN ((OLD.translations IS DISTINCT FROM NEW.translations OR OLD.searchable IS DISTINCT FROM NEW.searchable) AND NEW.kind = 'CHOICE')
  EXECUTE FUNCTION note_changed_kin();

INSERT INTO kin_text_changes (category_id) SELECT id FROM categories WHERE translations <> '{}' ORDER BY id;
INSERT INTO kin_text_changes (definition_id) SELECT id FROM attribute_definitions WHERE translations <> '{}' AND kind = 'CHOICE' ORDER BY id;
