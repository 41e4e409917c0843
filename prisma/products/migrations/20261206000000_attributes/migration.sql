-- All at once and in the order of those who write several of them, who are waited for: categories are written before their products, and
-- what products have after these.
LOCK TABLE categories IN SHARE ROW EXCLUSIVE MODE;
LOCK TABLE products IN ACCESS EXCLUSIVE MODE;
LOCK TABLE product_variants, media_files, collections IN SHARE ROW EXCLUSIVE MODE;

-- What kinds of products there are, and what is said of each beside its texts: which attributes a product and its variants have.
CREATE TABLE product_types (
  id uuid PRIMARY KEY,
  slug text NOT NULL CHECK (slug <> ''),
  name text NOT NULL CHECK (name <> ''),
  version integer NOT NULL DEFAULT 1 CHECK (version > 0),
  created_at timestamptz(3) NOT NULL
);
CREATE UNIQUE INDEX product_types_slug_key ON product_types (slug);

CREATE TABLE attribute_definitions (
  id uuid PRIMARY KEY,
  product_type_id uuid NOT NULL REFERENCES product_types (id) ON DELETE CASCADE,
  key text NOT NULL CHECK (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text NOT NULL CHECK (name <> ''),
  description text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('TEXT', 'RICH_TEXT', 'NUMBER', 'BOOLEAN', 'CHOICE', 'DATE', 'REFERENCE', 'FILE')),
  owner text NOT NULL CHECK (owner IN ('PRODUCT', 'VARIANT')),
  required boolean NOT NULL,
  filterable boolean NOT NULL,
  searchable boolean NOT NULL,
  in_facets boolean NOT NULL,
  unit text,
  several boolean NOT NULL,
  reference_to text CHECK (reference_to IN ('PRODUCT', 'CATEGORY', 'COLLECTION')),
  choices jsonb NOT NULL,
  position integer NOT NULL CHECK (position >= 0),
  CONSTRAINT attribute_definitions_reference_check CHECK ((kind = 'REFERENCE') = (reference_to IS NOT NULL))
);
CREATE UNIQUE INDEX attribute_definitions_type_key ON attribute_definitions (product_type_id, key);
CREATE INDEX attribute_definitions_key_idx ON attribute_definitions (key);

ALTER TABLE products ADD COLUMN product_type_id uuid REFERENCES product_types (id);
CREATE INDEX products_product_type_idx ON products (product_type_id) WHERE product_type_id IS NOT NULL;

-- What is said of a product, or of one of its variants. `terms` are what filters and facets compare: `material` and `oak` with
-- U+001F between them; `number` is what ranges do: a number, or the days since 1970 of a date.
CREATE TABLE attribute_values (
  id uuid PRIMARY KEY,
  definition_id uuid NOT NULL REFERENCES attribute_definitions (id),
  product_id uuid NOT NULL REFERENCES products (id) ON DELETE CASCADE,
  variant_id uuid REFERENCES product_variants (id) ON DELETE CASCADE,
  key text NOT NULL,
  value jsonb NOT NULL,
  terms text[] NOT NULL,
  number double precision,
  media_id uuid REFERENCES media_files (id),
  referred_product_id uuid REFERENCES products (id),
  referred_category_id uuid REFERENCES categories (id),
  referred_collection_id uuid REFERENCES collections (id),
  CONSTRAINT attribute_values_reference_check
    CHECK (num_nonnulls(media_id, referred_product_id, referred_category_id, referred_collection_id) <= 1)
);
CREATE UNIQUE INDEX attribute_values_product_key ON attribute_values (product_id, definition_id) WHERE variant_id IS NULL;
CREATE UNIQUE INDEX attribute_values_variant_key ON attribute_values (variant_id, definition_id) WHERE variant_id IS NOT NULL;
CREATE INDEX attribute_values_product_idx ON attribute_values (product_id);
CREATE INDEX attribute_values_definition_idx ON attribute_values (definition_id);
CREATE INDEX attribute_values_number_idx ON attribute_values (key, number, product_id) WHERE number IS NOT NULL;
CREATE INDEX attribute_values_media_idx ON attribute_values (media_id) WHERE media_id IS NOT NULL;
CREATE INDEX attribute_values_referred_product_idx ON attribute_values (referred_product_id) WHERE referred_product_id IS NOT NULL;
CREATE INDEX attribute_values_referred_category_idx ON attribute_values (referred_category_id) WHERE referred_category_id IS NOT NULL;
CREATE INDEX attribute_values_referred_collection_idx ON attribute_values (referred_collection_id) WHERE referred_collection_id IS NOT NULL;

CREATE TRIGGER attribute_values_released AFTER DELETE ON attribute_values
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION release_files_of_gone();

-- What lists, facets and searches read of the attributes of a product and its variants, in the row that they read anyway: each term once
-- and in order, and all texts that searches find it by. Triggers keep it, whoever writes.
ALTER TABLE products
  ADD COLUMN attribute_terms text[] NOT NULL DEFAULT ARRAY[]::text[],
  ADD COLUMN attribute_text text NOT NULL DEFAULT '';
CREATE INDEX products_attribute_terms_idx ON products USING gin (attribute_terms) WITH (fastupdate = off);

CREATE FUNCTION attribute_terms_of(product uuid) RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT coalesce(array_agg(DISTINCT term COLLATE "C" ORDER BY term COLLATE "C"), '{}')
  FROM attribute_values v CROSS JOIN LATERAL unnest(v.terms) AS term WHERE v.product_id = product
$$;

CREATE FUNCTION attribute_text_of(product uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(string_agg(said, ' ' ORDER BY position, said COLLATE "C"), '')
  FROM (
    SELECT DISTINCT d.position, CASE d.kind
      WHEN 'TEXT' THEN v.value ->> 'text'
      WHEN 'RICH_TEXT' THEN v.value ->> 'plain'
      WHEN 'NUMBER' THEN concat_ws(' ', v.value ->> 'number', d.unit)
      WHEN 'CHOICE' THEN (
        SELECT string_agg(choice ->> 'name', ' ' ORDER BY place)
        FROM jsonb_array_elements(d.choices) WITH ORDINALITY AS listed (choice, place)
        WHERE v.value -> 'choices' ? (choice ->> 'value')
      )
    END AS said
    FROM attribute_values v JOIN attribute_definitions d ON d.id = v.definition_id
    WHERE v.product_id = product AND d.searchable
  ) AS texts
  WHERE said <> ''
$$;

CREATE FUNCTION sum_up_attributes(changed uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM products WHERE id = ANY (changed) ORDER BY id FOR NO KEY UPDATE;
  UPDATE products p SET attribute_terms = summed.terms, attribute_text = summed.said
  FROM (
    SELECT id, attribute_terms_of(id) AS terms, attribute_text_of(id) AS said FROM products WHERE id = ANY (changed)
  ) AS summed
  WHERE p.id = summed.id AND (p.attribute_terms, p.attribute_text) IS DISTINCT FROM (summed.terms, summed.said);
END
$$;

CREATE FUNCTION sum_up_changed_attributes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed uuid[];
BEGIN
  IF TG_OP = 'UPDATE' THEN
    changed := ARRAY (SELECT product_id FROM before UNION SELECT product_id FROM after);
  ELSE
    changed := ARRAY (SELECT DISTINCT product_id FROM after);
  END IF;
  IF changed <> '{}' THEN
    PERFORM sum_up_attributes(changed);
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER attribute_values_summed_up_new AFTER INSERT ON attribute_values
  REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION sum_up_changed_attributes();
CREATE TRIGGER attribute_values_summed_up_changed AFTER UPDATE ON attribute_values
  REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION sum_up_changed_attributes();
CREATE TRIGGER attribute_values_summed_up_gone AFTER DELETE ON attribute_values
  REFERENCING OLD TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION sum_up_changed_attributes();

-- Searches find a product by its attributes as by its tags. No product has any as yet, so that no document is to be written anew.
CREATE OR REPLACE FUNCTION search_document(product products) RETURNS tsvector
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF product.status <> 'PUBLISHED' THEN
    RETURN NULL;
  END IF;
  RETURN setweight(search_vector(product.name), 'A')
    || setweight(search_vector(product.brand || ' ' || product.keywords || ' ' || product.attribute_text), 'B')
    || setweight(search_codes(ARRAY(
      SELECT sku FROM product_variants WHERE product_id = product.id
      UNION SELECT barcode FROM product_variants WHERE product_id = product.id AND barcode IS NOT NULL
    )), 'C')
    || setweight(search_vector(product.description), 'D');
END
$$;
DROP TRIGGER products_document ON products;
CREATE TRIGGER products_document
  BEFORE INSERT OR UPDATE OF name, brand, keywords, attribute_text, description, status ON products
  FOR EACH ROW EXECUTE FUNCTION set_search_document();

CREATE OR REPLACE FUNCTION search_words_of(product products)
RETURNS TABLE (word text, lexeme text, products integer, descriptions integer)
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
  SELECT term.word, min(term.lexeme), 1, 0
  FROM (
    SELECT (product).name AS text UNION SELECT (product).brand UNION SELECT (product).keywords UNION SELECT (product).attribute_text
  ) AS texts
    CROSS JOIN LATERAL search_terms(texts.text) AS term
  WHERE NOT term.is_spaceless AND (product).status = 'PUBLISHED'
  GROUP BY term.word
  UNION ALL
  SELECT stem, stem, 0, 1
  FROM unnest(tsvector_to_array(ts_filter((product).document, '{d}'))) AS stem
  WHERE octet_length(stem) = char_length(stem) OR char_length(stem) > 2;
END;
DROP TRIGGER products_words_changed ON products;
CREATE TRIGGER products_words_changed AFTER UPDATE OF name, brand, keywords, attribute_text, description, status ON products
  FOR EACH ROW
  WHEN ((OLD.name, OLD.brand, OLD.keywords, OLD.attribute_text, OLD.description, OLD.status = 'PUBLISHED')
    IS DISTINCT FROM (NEW.name, NEW.brand, NEW.keywords, NEW.attribute_text, NEW.description, NEW.status = 'PUBLISHED'))
  EXECUTE FUNCTION note_changed_words();
