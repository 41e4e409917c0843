-- A product that is made costs less of what searches find it by, and is found by the same.

-- What is not strict becomes a part of the statement that asks it, and is not planned for each product anew.
CREATE FUNCTION translations_to_search(product products) RETURNS TABLE (language text, text text, weight "char")
LANGUAGE sql IMMUTABLE PARALLEL SAFE
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

-- What changed of one product's words asks for them many times over: as a part of that statement they are taken apart each time.
CREATE OR REPLACE FUNCTION search_translations(product products) RETURNS TABLE (language text, text text, weight "char")
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
  SELECT one.language, one.text, one.weight FROM translations_to_search(product) AS one;
END;

CREATE OR REPLACE FUNCTION search_document(product products) RETURNS tsvector
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
DECLARE
  document tsvector;
  translated record;
  -- None yet while a product is made: they are added with its variants.
  codes text[] := ARRAY(
    SELECT sku FROM product_variants WHERE product_id = product.id
    UNION SELECT barcode FROM product_variants WHERE product_id = product.id AND barcode IS NOT NULL
  );
BEGIN
  IF product.status <> 'PUBLISHED' THEN
    RETURN NULL;
  END IF;
  document := setweight(search_vector(product.name), 'A')
    || setweight(search_vector(product.brand || ' ' || product.keywords || ' ' || product.attribute_text), 'B');
  IF codes <> '{}' THEN
    document := document || setweight(search_codes(codes), 'C');
  END IF;
  document := document || setweight(search_vector(product.description), 'D');
  IF product.translations <> '{}' OR product.kin_texts <> '{}' THEN
    FOR translated IN SELECT * FROM translations_to_search(product) LOOP
      document := document || setweight(search_vector(translated.text, translated.language), translated.weight);
    END LOOP;
  END IF;
  RETURN document;
END
$$;

-- Translated texts, too, are taken apart once where several products of a statement have them: what their category is called.
CREATE OR REPLACE FUNCTION note_added_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_word_changes (words, languages, lexemes, products, descriptions)
  WITH said AS MATERIALIZED (
    SELECT DISTINCT one.id, texts.text
    FROM changed_products AS one CROSS JOIN LATERAL (VALUES (one.name), (one.brand), (one.keywords), (one.attribute_text)) AS texts(text)
    WHERE one.status = 'PUBLISHED' AND texts.text <> ''
  ), terms AS MATERIALIZED (
    SELECT texts.text, term.word, min(term.lexeme) AS lexeme
    FROM (SELECT DISTINCT text FROM said) AS texts CROSS JOIN LATERAL search_terms(texts.text) AS term
    WHERE NOT term.is_spaceless
    GROUP BY texts.text, term.word
  ), translated AS MATERIALIZED (
    SELECT DISTINCT one.id, texts.language, texts.text
    FROM changed_products AS one CROSS JOIN LATERAL translations_to_search(one::products) AS texts
    WHERE texts.weight <> 'D' AND one.status = 'PUBLISHED'
  ), translated_terms AS MATERIALIZED (
    SELECT texts.language, texts.text, term.word, min(term.lexeme) AS lexeme
    FROM (SELECT DISTINCT language, text FROM translated) AS texts CROSS JOIN LATERAL search_terms(texts.text, texts.language) AS term
    WHERE NOT term.is_spaceless
    GROUP BY texts.language, texts.text, term.word
  ), counted AS (
    SELECT terms.word, 'en' AS language, min(terms.lexeme) AS lexeme, count(DISTINCT said.id) AS products, 0 AS descriptions
    FROM said JOIN terms ON terms.text = said.text
    GROUP BY terms.word
    UNION ALL
    SELECT terms.word, terms.language, min(terms.lexeme), count(DISTINCT translated.id), 0
    FROM translated JOIN translated_terms AS terms ON terms.text = translated.text AND terms.language = translated.language
    GROUP BY terms.word, terms.language
    UNION ALL
    SELECT
      regexp_replace(stem, '^[a-z]+:', ''), CASE WHEN strpos(stem, ':') > 0 THEN split_part(stem, ':', 1) ELSE 'en' END, min(stem), 0, count(*)
    FROM changed_products AS one CROSS JOIN LATERAL unnest(tsvector_to_array(ts_filter(one.document, '{d}'))) AS stem
    WHERE octet_length(stem) = char_length(stem) OR char_length(stem) > 2
    GROUP BY 1, 2
  )
  SELECT array_agg(word), array_agg(language), array_agg(lexeme), array_agg(products), array_agg(descriptions)
  FROM (
    SELECT counted.word, counted.language, min(counted.lexeme) AS lexeme, sum(counted.products) AS products, sum(counted.descriptions) AS descriptions
    FROM counted GROUP BY counted.word, counted.language
  ) AS changes
  HAVING count(*) > 0;
  RETURN NULL;
END
$$;
