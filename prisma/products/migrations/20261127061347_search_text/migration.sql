-- What buyers type and what is stored are brought into one form here and nowhere else. Every letter that stands in these
-- functions is written as a code point where it could be taken for another.

-- The characters of a text in one form: compatibility forms resolved, lower case, without marks, ignorable characters and
-- signs of ownership, with one kind of apostrophe, quotation mark, hyphen and digit, and with the letters that people without
-- that keyboard type for those that are no letter with a mark (ø, ß, æ).
CREATE FUNCTION search_fold(typed text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  folded text := typed;
BEGIN
  IF octet_length(folded) = length(folded) THEN
    RETURN lower(folded COLLATE "C");
  END IF;
  -- Emoji that begin with a digit or are shown instead of a letter.
  folded := regexp_replace(folded, '[0-9#*]\ufe0f?\u20e3|[\u00a9\u00ae\u2122\u2139\u24c2\u3297\u3299]\ufe0f', ' ', 'g');
  folded := regexp_replace(
    folded,
    '[\u00a9\u00ad\u00ae\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2117\u2120\u2122\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]',
    '',
    'g'
  );
  folded := translate(folded, U&'\00b4\0060\2018\2019\201a\201b\02b9\02bb\02bc\02bd\055a\05f3\2032\ff07', repeat('''', 14));
  folded := translate(folded, U&'\201c\201d\201e\201f\05f4\2033\3003\ff02', repeat('"', 8));
  folded := translate(
    folded, U&'\2010\2011\2012\2013\2014\2015\2212\2043\058a\05be\30a0\fe58\fe63\ff0d', repeat('-', 14)
  );
  folded := replace(folded, U&'\00d7', 'x');
  IF folded ~ '[\u00bc-\u00be\u2153\u2154\u215b-\u215e]' THEN
    folded := regexp_replace(folded, '(?<![0-9])(?<![0-9] )([\u00bc-\u00be\u2153\u2154\u215b-\u215e])', '0\1', 'g');
    folded := regexp_replace(folded, '([0-9]) ([\u00bc-\u00be\u2153\u2154\u215b-\u215e])', '\1\2', 'g');
    folded := replace(replace(replace(folded, U&'\00bc', '.25'), U&'\00bd', '.5'), U&'\00be', '.75');
    folded := replace(replace(folded, U&'\2153', '.33'), U&'\2154', '.67');
    folded := replace(replace(folded, U&'\215b', '.125'), U&'\215c', '.375');
    folded := replace(replace(folded, U&'\215d', '.625'), U&'\215e', '.875');
  END IF;
  folded := regexp_replace(
    normalize(folded, NFKD),
    '[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u302a-\u302d\ufe20-\ufe2f]',
    '',
    'g'
  );
  folded := lower(folded COLLATE "und-x-icu");
  -- Lower case can bring a mark along (that of the Turkish capital I with a dot).
  folded := replace(folded, U&'\0307', '');
  folded := translate(
    folded,
    U&'\00f8\0142\0111\00f0\0127\0131\0167\0138\014b\0180\0268\03c2\0649\06cc\06a9\0629',
    U&'olddhitknbi\03c3\064a\064a\0643\0647'
  );
  folded := replace(replace(replace(replace(folded, U&'\00df', 'ss'), U&'\00e6', 'ae'), U&'\0153', 'oe'), U&'\00fe', 'th');
  folded := translate(
    folded,
    U&'\0660\0661\0662\0663\0664\0665\0666\0667\0668\0669\06f0\06f1\06f2\06f3\06f4\06f5\06f6\06f7\06f8\06f9'
      || U&'\0966\0967\0968\0969\096a\096b\096c\096d\096e\096f\0e50\0e51\0e52\0e53\0e54\0e55\0e56\0e57\0e58\0e59',
    repeat('0123456789', 4)
  );
  RETURN normalize(folded, NFC);
END
$$;

-- The measure that a word behind a number means, under its usual sign; null for any other word.
CREATE FUNCTION search_unit(word text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN word IN ('mm', 'cm', 'dm', 'm', 'km', 'ft', 'yd', 'mg', 'g', 'kg', 'l', 'ml', 'cl', 'dl', 'oz', 'lb', 'w', 'kw', 'kwh', 'wh', 'mah', 'v', 'hz', 'mb', 'gb', 'tb', 'in', 'pcs')
    THEN word
  WHEN word IN ('inch', 'inches') THEN 'in'
  WHEN word IN ('foot', 'feet') THEN 'ft'
  WHEN word IN ('yard', 'yards') THEN 'yd'
  WHEN word IN ('millimetre', 'millimetres', 'millimeter', 'millimeters') THEN 'mm'
  WHEN word IN ('centimetre', 'centimetres', 'centimeter', 'centimeters', 'cms') THEN 'cm'
  WHEN word IN ('metre', 'metres', 'meter', 'meters') THEN 'm'
  WHEN word IN ('milligram', 'milligrams') THEN 'mg'
  WHEN word IN ('gram', 'grams', 'gramme', 'grammes', 'gr') THEN 'g'
  WHEN word IN ('kilo', 'kilos', 'kilogram', 'kilograms', 'kilogramme', 'kilogrammes', 'kgs') THEN 'kg'
  WHEN word IN ('ounce', 'ounces') THEN 'oz'
  WHEN word IN ('pound', 'pounds', 'lbs') THEN 'lb'
  WHEN word IN ('litre', 'litres', 'liter', 'liters', 'ltr') THEN 'l'
  WHEN word IN ('millilitre', 'millilitres', 'milliliter', 'milliliters') THEN 'ml'
  WHEN word IN ('centilitre', 'centilitres', 'centiliter', 'centiliters') THEN 'cl'
  WHEN word IN ('watt', 'watts') THEN 'w'
  WHEN word IN ('volt', 'volts') THEN 'v'
  WHEN word IN ('piece', 'pieces', 'pc', 'pce') THEN 'pcs'
END;

-- A folded text with the marks around words resolved that mean something: inches, a decimal comma, thousands, a possessive.
CREATE FUNCTION search_tidy(typed text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  tidied text := search_fold(typed);
BEGIN
  IF tidied ~ '["'']' THEN
    -- Quotation marks around something are none behind a number.
    tidied := regexp_replace(tidied, '(^|\s)"([^"]*)"(?![^\s.,;:!?)])', '\1\2', 'g');
    tidied := regexp_replace(tidied, '([0-9])\s?(?:"|'''')', '\1 in ', 'g');
    tidied := regexp_replace(tidied COLLATE "und-x-icu", '([[:alpha:]])''s(?![[:alnum:]])', '\1', 'g');
  END IF;
  IF tidied ~ '[0-9][,./][0-9]' THEN
    tidied := regexp_replace(tidied, '(?<![0-9/.,])([0-9]+) ?(?<![0-9/.,])1/2(?![0-9/])', '\1.5', 'g');
    tidied := regexp_replace(tidied, '(?<![0-9/.,])1/2(?![0-9/])', '0.5', 'g');
    tidied := regexp_replace(tidied, '(?<![0-9/.,])1/4(?![0-9/])', '0.25', 'g');
    tidied := regexp_replace(tidied, '(?<![0-9/.,])3/4(?![0-9/])', '0.75', 'g');
    tidied := regexp_replace(tidied, '(?<![0-9,])([1-9][0-9]{0,2}),([0-9]{3})(?![0-9,])', '\1\2', 'g');
    tidied := regexp_replace(tidied, '(?<![0-9,.])([0-9]+),([0-9]{1,3})(?= ?-?[a-z])', '\1.\2', 'g');
  END IF;
  IF tidied ~ '[0-9]x[0-9]' THEN
    tidied := regexp_replace(tidied, '([0-9])x(?=[0-9])', '\1 x ', 'g');
  END IF;
  RETURN tidied;
END
$$;

-- The words of a text in their order. `run` counts what stands between blanks, and `run_text` is that; `word` is one of its
-- parts: letters, a number, or characters of a script that puts no blanks between words. `measure` is a number with the unit
-- that follows it, and stands at the number.
CREATE FUNCTION search_parts(typed text)
RETURNS TABLE (place bigint, run bigint, run_text text, word text, is_spaceless boolean, is_number boolean, measure text)
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY WITH runs AS (
    SELECT found.place AS run, found.match[1] AS run_text
    FROM regexp_matches(
      search_tidy(typed) COLLATE "und-x-icu",
      '((?:[[:alnum:]\u0900-\u0963\u0966-\u0dff\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3099\u309a]+[-_.''&]?)*[[:alnum:]\u0900-\u0963\u0966-\u0dff\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3099\u309a])',
      'g'
    ) WITH ORDINALITY AS found(match, place)
  ), parts AS (
    SELECT
      row_number() OVER (ORDER BY runs.run, found.place) AS place, runs.run, runs.run_text,
      CASE WHEN found.match[1] ~ '^[0-9]+\.' THEN rtrim(rtrim(found.match[1], '0'), '.') ELSE found.match[1] END AS word,
      found.match[1] ~ '^[\u0e01-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]' AS is_spaceless,
      found.match[1] ~ '^[0-9]' AS is_number
    FROM runs CROSS JOIN LATERAL regexp_matches(
      runs.run_text,
      '([0-9]+(?:\.[0-9]+)?|[\u0e01-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]+|[^-0-9_.''&\u0e01-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]+)',
      'g'
    ) WITH ORDINALITY AS found(match, place)
  )
  SELECT
    parts.place, parts.run, parts.run_text, parts.word, parts.is_spaceless, parts.is_number,
    CASE WHEN parts.is_number THEN parts.word || search_unit(lead(parts.word) OVER (ORDER BY parts.place)) END
  FROM parts;
END
$$;

-- What stands between blanks without the characters that join its parts: `t-shirt` and `tshirt` are one.
CREATE FUNCTION search_joined(run_text text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN translate(run_text, '-_.''&', '');

-- The stem under which a word is stored, null when it is too common to be searched for.
CREATE FUNCTION search_stem(word text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (ts_lexize('pg_catalog.english_stem', word))[1];

-- Two characters at a time, or the one that there is: what a text without blanks is found by.
CREATE FUNCTION search_pairs(word text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (
  SELECT array_agg(substr(word, start, 2) ORDER BY start)
  FROM generate_series(1, greatest(char_length(word) - 1, 1)) AS start
);

-- A code as it is compared: letters and digits alone.
CREATE FUNCTION search_key(code text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN regexp_replace(search_fold(code) COLLATE "und-x-icu", '[^[:alnum:]]+', '', 'g');

-- All that a stored text is found by: its words, each also joined with those that it is written together with, numbers with
-- their units, and the characters of scripts without blanks, alone and in pairs.
CREATE FUNCTION search_terms(stored text) RETURNS TABLE (word text, lexeme text, place bigint, is_spaceless boolean)
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY WITH parts AS (
    SELECT
      part.*,
      sum(CASE WHEN part.is_spaceless THEN char_length(part.word) ELSE 1 END)
        OVER (ORDER BY part.place ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before,
      lead(part.word) OVER (ORDER BY part.place) AS next_word,
      lead(part.run) OVER (ORDER BY part.place) AS next_run
    FROM search_parts(stored) AS part
  ), terms (word, lexeme, place, is_spaceless) AS (
    SELECT parts.word, CASE WHEN parts.is_number THEN parts.word ELSE search_stem(parts.word) END, parts.place, false
    FROM parts WHERE NOT parts.is_spaceless
    UNION ALL
    SELECT parts.measure, parts.measure, parts.place, false
    FROM parts WHERE parts.measure IS NOT NULL
    UNION ALL
    SELECT search_joined(parts.run_text), search_stem(search_joined(parts.run_text)), min(parts.place), false
    FROM parts GROUP BY parts.run, parts.run_text HAVING count(*) > 1 AND NOT bool_or(parts.is_spaceless)
    UNION ALL
    SELECT parts.word || parts.next_word, search_stem(parts.word || parts.next_word), parts.place, false
    FROM parts WHERE parts.word ~ '^[b-hjkn-rt-wyz]$' AND parts.next_run > parts.run
    UNION ALL
    SELECT piece.word, piece.word, coalesce(parts.before, 0) + piece.place, true
    FROM parts CROSS JOIN LATERAL (
      SELECT pair.word, pair.place FROM unnest(search_pairs(parts.word)) WITH ORDINALITY AS pair(word, place)
      UNION
      SELECT single.word, single.place FROM regexp_split_to_table(parts.word, '') WITH ORDINALITY AS single(word, place)
    ) AS piece
    WHERE parts.is_spaceless
  )
  SELECT terms.word, terms.lexeme, terms.place, terms.is_spaceless
  FROM terms
  -- Longer words are nobody's; PostgreSQL takes no lexeme of more than 2 kB.
  WHERE terms.lexeme IS NOT NULL AND octet_length(terms.word) <= 200;
END
$$;

-- A stored text as a search reads it.
CREATE FUNCTION search_vector(stored text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN (
    SELECT coalesce(string_agg(quote_literal(term.lexeme) || ':' || least(term.place, 16383), ' ')::tsvector, '')
    FROM search_terms(stored) AS term
  );
END
$$;

-- Codes as a search reads them: each a word, however it is written.
CREATE FUNCTION search_codes(codes text[]) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (
  SELECT coalesce(string_agg(DISTINCT quote_literal(keys.key) || ':1', ' ')::tsvector, '')
  FROM unnest(codes) AS code(text) CROSS JOIN LATERAL (SELECT search_key(code.text) AS key) AS keys
  WHERE keys.key <> '' AND octet_length(keys.key) <= 200
);

-- What a product is found by: its name (A), its brand and keywords (B), the stock-keeping units of its variants (C) and its
-- description (D).
CREATE FUNCTION search_document(product products) RETURNS tsvector
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN setweight(search_vector(product.name), 'A')
    || setweight(search_vector(product.brand || ' ' || product.keywords), 'B')
    || setweight(search_codes(ARRAY(SELECT sku FROM product_variants WHERE product_id = product.id)), 'C')
    || setweight(search_vector(product.description), 'D');
END
$$;

-- The column is kept by triggers from here on, because variants have a part in it.
ALTER TABLE products ALTER COLUMN document DROP EXPRESSION;

CREATE FUNCTION set_search_document() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.document := search_document(NEW);
  RETURN NEW;
END
$$;
CREATE TRIGGER products_document BEFORE INSERT OR UPDATE OF name, brand, keywords, description ON products
  FOR EACH ROW EXECUTE FUNCTION set_search_document();

CREATE FUNCTION add_search_codes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE products SET document = document || setweight(search_codes(added.codes), 'C')
  FROM (SELECT product_id, array_agg(sku) AS codes FROM added_variants GROUP BY product_id) AS added
  WHERE products.id = added.product_id;
  RETURN NULL;
END
$$;
CREATE TRIGGER product_variants_codes_added AFTER INSERT ON product_variants
  REFERENCING NEW TABLE AS added_variants FOR EACH STATEMENT EXECUTE FUNCTION add_search_codes();

CREATE FUNCTION renew_search_document() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE products SET document = search_document(products) WHERE id IN (OLD.product_id, NEW.product_id);
  RETURN NULL;
END
$$;
CREATE TRIGGER product_variants_codes_changed AFTER UPDATE OF sku, product_id ON product_variants
  FOR EACH ROW WHEN ((OLD.sku, OLD.product_id) IS DISTINCT FROM (NEW.sku, NEW.product_id))
  EXECUTE FUNCTION renew_search_document();
CREATE TRIGGER product_variants_codes_removed AFTER DELETE ON product_variants
  FOR EACH ROW EXECUTE FUNCTION renew_search_document();

-- A stock-keeping unit is found by its beginning too.
CREATE INDEX product_variants_sku_search_idx ON product_variants ((search_key(sku) COLLATE "C"));

-- The words that some product can be found by, with the number of products that have each in their name, brand or keywords: what
-- unfinished words are completed from and spelling is corrected against. Words of descriptions alone stand here as stems.
DROP MATERIALIZED VIEW search_lexemes;
DROP MATERIALIZED VIEW search_words;
CREATE TABLE search_words (
  word text COLLATE "C" PRIMARY KEY,
  lexeme text COLLATE "C" NOT NULL,
  products integer NOT NULL CHECK (products >= 0)
);
CREATE INDEX search_words_lexeme_idx ON search_words (lexeme);
CREATE INDEX search_words_similarity_idx ON search_words USING gist (word gist_trgm_ops);
-- Read by releases before this one.
CREATE VIEW search_lexemes AS SELECT lexeme FROM search_words;

-- Adds the words of products that are not known yet; in their order, so that two that do so cannot wait for each other.
CREATE FUNCTION learn_search_words(learnt uuid[]) RETURNS void LANGUAGE sql
BEGIN ATOMIC
  INSERT INTO search_words (word, lexeme, products)
  SELECT found.word, min(found.lexeme), max(found.products)
  FROM (
    SELECT term.word, term.lexeme, 1 AS products
    FROM (
      SELECT name AS text FROM products WHERE id = ANY (learnt)
      UNION SELECT brand FROM products WHERE id = ANY (learnt)
      UNION SELECT keywords FROM products WHERE id = ANY (learnt)
    ) AS texts CROSS JOIN LATERAL search_terms(texts.text) AS term
    WHERE NOT term.is_spaceless
    UNION ALL
    SELECT stem, stem, 0
    FROM products CROSS JOIN LATERAL unnest(tsvector_to_array(ts_filter(document, '{d}'))) AS stem
    WHERE id = ANY (learnt) AND (octet_length(stem) = char_length(stem) OR char_length(stem) > 2)
  ) AS found
  GROUP BY found.word
  ORDER BY found.word
  ON CONFLICT (word) DO UPDATE SET products = EXCLUDED.products
    WHERE search_words.products = 0 AND EXCLUDED.products > 0;
END;

CREATE FUNCTION learn_added_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM learn_search_words(ARRAY(SELECT id FROM added_products));
  RETURN NULL;
END
$$;
CREATE TRIGGER products_words_added AFTER INSERT ON products
  REFERENCING NEW TABLE AS added_products FOR EACH STATEMENT EXECUTE FUNCTION learn_added_words();

CREATE FUNCTION learn_changed_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM learn_search_words(ARRAY[NEW.id]);
  RETURN NULL;
END
$$;
CREATE TRIGGER products_words_changed AFTER UPDATE OF name, brand, keywords, description ON products
  FOR EACH ROW WHEN (OLD.document IS DISTINCT FROM NEW.document) EXECUTE FUNCTION learn_changed_words();

-- Counts anew in how many products each word stands, and forgets those that none has any more.
CREATE FUNCTION count_search_words() RETURNS void LANGUAGE sql
BEGIN ATOMIC
  DELETE FROM search_words WHERE lexeme NOT IN (SELECT word FROM ts_stat('SELECT document FROM products'));
  UPDATE search_words SET products = counted.products
  FROM (
    SELECT words.word, coalesce(stems.ndoc, 0) AS products
    FROM search_words AS words LEFT JOIN ts_stat('SELECT document FROM products', 'ab') AS stems ON stems.word = words.lexeme
    -- A stem that is no word of a name stays one of a description.
    WHERE words.products > 0
  ) AS counted
  WHERE counted.word = search_words.word AND counted.products <> search_words.products;
END;

-- In pieces, because the words of all products at once may be more than fits into memory.
DO $$
DECLARE
  chunk uuid[];
BEGIN
  FOR chunk IN
    SELECT array_agg(id) FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM products) AS numbered
    GROUP BY place / 1000
  LOOP
    UPDATE products SET document = search_document(products) WHERE id = ANY (chunk);
    PERFORM learn_search_words(chunk);
  END LOOP;
  PERFORM count_search_words();
END
$$;
