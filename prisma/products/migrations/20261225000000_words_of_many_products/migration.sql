-- Counts the words of new products as search_words_of does, but takes each text apart once for all that are added by one statement: many
-- products of a file are of one brand, and have the keywords of one category.
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
  ), counted AS (
    SELECT terms.word, 'en' AS language, min(terms.lexeme) AS lexeme, count(DISTINCT said.id) AS products, 0 AS descriptions
    FROM said JOIN terms ON terms.text = said.text
    GROUP BY terms.word
    UNION ALL
    SELECT translated.word, translated.language, min(translated.lexeme), count(DISTINCT translated.id), 0
    FROM (
      SELECT one.id, term.word, texts.language, term.lexeme
      FROM changed_products AS one CROSS JOIN LATERAL search_translations(one::products) AS texts
        CROSS JOIN LATERAL search_terms(texts.text, texts.language) AS term
      WHERE texts.weight <> 'D' AND NOT term.is_spaceless AND one.status = 'PUBLISHED'
    ) AS translated
    GROUP BY translated.word, translated.language
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
