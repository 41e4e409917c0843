-- Texts of the catalogue in other languages stand beside the text that they translate, so that whoever reads one has them all:
-- {"de": {"NAME": "Becher"}}. A key says what it is of where a field is several texts, with U+001F between its parts.
ALTER TABLE products ADD COLUMN translations jsonb NOT NULL DEFAULT '{}';
ALTER TABLE categories ADD COLUMN translations jsonb NOT NULL DEFAULT '{}';
ALTER TABLE collections ADD COLUMN translations jsonb NOT NULL DEFAULT '{}';
ALTER TABLE product_types ADD COLUMN translations jsonb NOT NULL DEFAULT '{}';
ALTER TABLE attribute_definitions ADD COLUMN translations jsonb NOT NULL DEFAULT '{}';

CREATE TRIGGER products_page_translated BEFORE UPDATE OF translations ON products
  FOR EACH ROW WHEN (OLD.translations IS DISTINCT FROM NEW.translations) EXECUTE FUNCTION note_changed_page();

-- Searches in another language find what is translated by the stems of that language, which begin with its tag (`de:becher`): one column
-- and one index hold all languages, and no word of one is taken for a word of another.

-- The stem under which a word of another language is stored, null when it is too common to be searched for.
CREATE FUNCTION search_stem(word text, language text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE language WHEN 'de' THEN 'de:' || (ts_lexize('pg_catalog.german_stem', word))[1] END;

-- All that a text in another language is found by. Numbers and scripts without blanks are the same in every language.
CREATE FUNCTION search_terms(stored text, language text) RETURNS TABLE (word text, lexeme text, place bigint, is_spaceless boolean)
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT terms.word, terms.lexeme, terms.place, terms.is_spaceless FROM (
    SELECT
      term.word,
      CASE WHEN term.is_spaceless OR term.word ~ '^[0-9]' THEN term.lexeme ELSE search_stem(term.word, language) END AS lexeme,
      term.place, term.is_spaceless
    FROM search_terms(stored) AS term
  ) AS terms
  WHERE terms.lexeme IS NOT NULL;
END
$$;

-- A text in another language as a search reads it.
CREATE FUNCTION search_vector(stored text, language text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN (
    SELECT coalesce(string_agg(quote_literal(term.lexeme) || ':' || least(term.place, 16383), ' ')::tsvector, '')
    FROM search_terms(stored, language) AS term
  );
END
$$;

-- The texts of a product in other languages: its name (A), its options and their values (B) and its description (D).
CREATE FUNCTION search_translations(product products) RETURNS TABLE (language text, text text, weight "char")
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
  ORDER BY translated.key, part.weight;
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
  IF product.translations <> '{}' THEN
    FOR translated IN SELECT * FROM search_translations(product) LOOP
      document := document || setweight(search_vector(translated.text, translated.language), translated.weight);
    END LOOP;
  END IF;
  RETURN document;
END
$$;
DROP TRIGGER products_document ON products;
CREATE TRIGGER products_document
  BEFORE INSERT OR UPDATE OF name, brand, keywords, attribute_text, description, status, translations ON products
  FOR EACH ROW EXECUTE FUNCTION set_search_document();

-- Words are known by language, so that none is corrected to a word of another.
ALTER TABLE search_words ADD COLUMN language text COLLATE "C" NOT NULL DEFAULT 'en';
ALTER TABLE search_words DROP CONSTRAINT search_words_pkey, ADD CONSTRAINT search_words_pkey PRIMARY KEY (word, language);
ALTER TABLE search_word_changes ADD COLUMN languages text[] NOT NULL DEFAULT ARRAY[]::text[];

DROP FUNCTION search_words_of(products);
CREATE FUNCTION search_words_of(product products)
RETURNS TABLE (word text, language text, lexeme text, products integer, descriptions integer)
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
  SELECT term.word, 'en', min(term.lexeme), 1, 0
  FROM (
    SELECT (product).name AS text UNION SELECT (product).brand UNION SELECT (product).keywords UNION SELECT (product).attribute_text
  ) AS texts
    CROSS JOIN LATERAL search_terms(texts.text) AS term
  WHERE NOT term.is_spaceless AND (product).status = 'PUBLISHED'
  GROUP BY term.word
  UNION ALL
  SELECT term.word, texts.language, min(term.lexeme), 1, 0
  FROM search_translations(product) AS texts CROSS JOIN LATERAL search_terms(texts.text, texts.language) AS term
  WHERE texts.weight <> 'D' AND NOT term.is_spaceless AND (product).status = 'PUBLISHED'
  GROUP BY term.word, texts.language
  UNION ALL
  SELECT
    regexp_replace(stem, '^[a-z]+:', ''), CASE WHEN strpos(stem, ':') > 0 THEN split_part(stem, ':', 1) ELSE 'en' END, stem, 0, 1
  FROM unnest(tsvector_to_array(ts_filter((product).document, '{d}'))) AS stem
  WHERE octet_length(stem) = char_length(stem) OR char_length(stem) > 2;
END;

CREATE OR REPLACE FUNCTION note_added_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_word_changes (words, languages, lexemes, products, descriptions)
  SELECT array_agg(word), array_agg(language), array_agg(lexeme), array_agg(products), array_agg(descriptions)
  FROM (
    SELECT counted.word, counted.language, min(counted.lexeme) AS lexeme, sum(counted.products) AS products, sum(counted.descriptions) AS descriptions
    FROM changed_products CROSS JOIN LATERAL search_words_of(changed_products::products) AS counted
    GROUP BY counted.word, counted.language
  ) AS changes
  HAVING count(*) > 0;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION note_removed_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_word_changes (words, languages, lexemes, products, descriptions)
  SELECT array_agg(word), array_agg(language), array_agg(lexeme), array_agg(-products), array_agg(-descriptions)
  FROM (
    SELECT counted.word, counted.language, min(counted.lexeme) AS lexeme, sum(counted.products) AS products, sum(counted.descriptions) AS descriptions
    FROM changed_products CROSS JOIN LATERAL search_words_of(changed_products::products) AS counted
    GROUP BY counted.word, counted.language
  ) AS changes
  HAVING count(*) > 0;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION note_changed_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_word_changes (words, languages, lexemes, products, descriptions)
  SELECT array_agg(word), array_agg(language), array_agg(lexeme), array_agg(products), array_agg(descriptions)
  FROM (
    SELECT counted.word, counted.language, min(counted.lexeme) AS lexeme, sum(counted.products) AS products, sum(counted.descriptions) AS descriptions
    FROM (
      SELECT word, language, lexeme, products, descriptions FROM search_words_of(NEW)
      UNION ALL
      SELECT word, language, lexeme, -products, -descriptions FROM search_words_of(OLD)
    ) AS counted
    GROUP BY counted.word, counted.language
    HAVING sum(counted.products) <> 0 OR sum(counted.descriptions) <> 0
  ) AS changes
  HAVING count(*) > 0;
  RETURN NULL;
END
$$;
DROP TRIGGER products_words_changed ON products;
CREATE TRIGGER products_words_changed
  AFTER UPDATE OF name, brand, keywords, attribute_text, description, status, translations ON products
  FOR EACH ROW
  WHEN ((OLD.name, OLD.brand, OLD.keywords, OLD.attribute_text, OLD.description, OLD.status = 'PUBLISHED', OLD.translations)
    IS DISTINCT FROM
    (NEW.name, NEW.brand, NEW.keywords, NEW.attribute_text, NEW.description, NEW.status = 'PUBLISHED', NEW.translations))
  EXECUTE FUNCTION note_changed_words();

CREATE OR REPLACE FUNCTION count_search_words() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  gone_words text[];
  gone_languages text[];
BEGIN
  WITH noted AS (
    DELETE FROM search_word_changes RETURNING words, languages, lexemes, products, descriptions
  ), counted AS (
    INSERT INTO search_words (word, language, lexeme, products, descriptions)
    SELECT change.word, coalesce(change.language, 'en'), min(change.lexeme), sum(change.products), sum(change.descriptions)
    FROM noted CROSS JOIN LATERAL unnest(noted.words, noted.languages, noted.lexemes, noted.products, noted.descriptions)
      AS change(word, language, lexeme, products, descriptions)
    GROUP BY change.word, coalesce(change.language, 'en')
    ORDER BY change.word COLLATE "C", coalesce(change.language, 'en') COLLATE "C"
    ON CONFLICT (word, language) DO UPDATE SET
      products = search_words.products + EXCLUDED.products,
      descriptions = search_words.descriptions + EXCLUDED.descriptions
    RETURNING word, language, products, descriptions
  )
  SELECT array_agg(word), array_agg(language) INTO gone_words, gone_languages
  FROM counted WHERE products <= 0 AND descriptions <= 0;
  IF gone_words IS NOT NULL THEN
    DELETE FROM search_words
    USING unnest(gone_words, gone_languages) AS gone(word, language)
    WHERE search_words.word = gone.word AND search_words.language = gone.language;
  END IF;
  RETURN NULL;
END
$$;
