-- What buyers type and what is stored are brought into one form here and nowhere else. Every letter that stands in these
-- functions is written as a code point where it could be taken for another.

-- The characters of a text in one form: compatibility forms resolved, lower case, without marks, ignorable characters and
-- signs of ownership, with one kind of apostrophe, quotation mark, hyphen and digit, and with the letters that people without
-- that keyboard type for those that are no letter with a mark (ø, ß, æ). What is folded stays as it is when it is folded again,
-- and canonically equivalent texts are folded to the same.
CREATE FUNCTION search_fold(typed text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  folded text := typed;
BEGIN
  IF octet_length(folded) = length(folded) THEN
    RETURN replace(translate(lower(folded COLLATE "C"), '`', ''''), '''''', '"');
  END IF;
  -- Emoji that begin with a digit or are shown instead of a letter.
  folded := regexp_replace(folded, '[0-9#*]\ufe0f?\u20e3|[\u00a9\u00ae\u2122\u2139\u24c2\u3297\u3299]\ufe0f', ' ', 'g');
  folded := regexp_replace(
    folded,
    '[\u00a9\u00ad\u00ae\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2117\u2120\u2122\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]',
    '',
    'g'
  );
  -- Of these the compatible form is a blank, or another letter.
  folded := translate(folded, U&'\00b4\1ffd\1fbd\3003\00d7', '''''''"x');
  -- One and a half is not eleven halves.
  folded := regexp_replace(folded, '([\u00bc-\u00be\u2150-\u215f\u2189])', ' \1', 'g');
  folded := regexp_replace(
    normalize(folded, NFKD),
    '[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u302a-\u302d\ufe20-\ufe2f]',
    '',
    'g'
  );
  -- By way of upper case, because some letters have several that are lower case (final sigma, Cyrillic of old prints).
  folded := lower(upper(folded COLLATE "und-x-icu") COLLATE "und-x-icu");
  folded := translate(folded, U&'\0060\2018\2019\201a\201b\02b9\02bb\02bc\02bd\055a\05f3\2032', repeat('''', 12));
  folded := replace(folded, '''''', '"');
  folded := translate(folded, U&'\201c\201d\201e\201f\05f4', repeat('"', 5));
  folded := translate(folded, U&'\2010\2011\2012\2013\2014\2015\2212\2043\058a\05be\30a0', repeat('-', 11));
  folded := translate(
    folded,
    U&'\2044\2215\00f8\0142\0111\00f0\0127\0131\0167\0138\014b\0180\0268\03c2\0649\06cc\06a9\0629',
    U&'//olddhitknbi\03c3\064a\064a\0643\0647'
  );
  folded := replace(replace(replace(replace(folded, U&'\00df', 'ss'), U&'\00e6', 'ae'), U&'\0153', 'oe'), U&'\00fe', 'th');
  IF folded ~ '[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0a66-\u0a6f\u0ae6-\u0aef\u0b66-\u0b6f\u0be6-\u0bef\u0c66-\u0c6f\u0ce6-\u0cef\u0d66-\u0d6f\u0e50-\u0e59\u0ed0-\u0ed9\u0f20-\u0f29\u1040-\u1049\u17e0-\u17e9]' THEN
    folded := translate(
      folded,
      U&'\0660\0661\0662\0663\0664\0665\0666\0667\0668\0669\06f0\06f1\06f2\06f3\06f4\06f5\06f6\06f7\06f8\06f9\0966\0967\0968\0969\096a\096b\096c\096d\096e\096f\09e6\09e7\09e8\09e9\09ea\09eb\09ec\09ed\09ee\09ef'
        || U&'\0a66\0a67\0a68\0a69\0a6a\0a6b\0a6c\0a6d\0a6e\0a6f\0ae6\0ae7\0ae8\0ae9\0aea\0aeb\0aec\0aed\0aee\0aef\0b66\0b67\0b68\0b69\0b6a\0b6b\0b6c\0b6d\0b6e\0b6f\0be6\0be7\0be8\0be9\0bea\0beb\0bec\0bed\0bee\0bef'
        || U&'\0c66\0c67\0c68\0c69\0c6a\0c6b\0c6c\0c6d\0c6e\0c6f\0ce6\0ce7\0ce8\0ce9\0cea\0ceb\0cec\0ced\0cee\0cef\0d66\0d67\0d68\0d69\0d6a\0d6b\0d6c\0d6d\0d6e\0d6f\0e50\0e51\0e52\0e53\0e54\0e55\0e56\0e57\0e58\0e59'
        || U&'\0ed0\0ed1\0ed2\0ed3\0ed4\0ed5\0ed6\0ed7\0ed8\0ed9\0f20\0f21\0f22\0f23\0f24\0f25\0f26\0f27\0f28\0f29\1040\1041\1042\1043\1044\1045\1046\1047\1048\1049\17e0\17e1\17e2\17e3\17e4\17e5\17e6\17e7\17e8\17e9',
      repeat('0123456789', 16)
    );
  END IF;
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
  fraction text[];
BEGIN
  IF tidied ~ '["'']' THEN
    -- Quotation marks around something are none behind a number.
    tidied := regexp_replace(tidied, '(^|\s)"([^"]*)"(?![^\s.,;:!?)])', '\1\2', 'g');
    tidied := regexp_replace(tidied, '([0-9])\s?"', '\1 in ', 'g');
    tidied := regexp_replace(tidied COLLATE "und-x-icu", '([[:alpha:]])''s(?![[:alnum:]])', '\1', 'g');
  END IF;
  IF tidied ~ '[0-9]/[0-9]' THEN
    FOREACH fraction SLICE 1 IN ARRAY ARRAY[
      ['1/2', '5'], ['1/4', '25'], ['3/4', '75'], ['1/3', '33'], ['2/3', '67'],
      ['1/8', '125'], ['3/8', '375'], ['5/8', '625'], ['7/8', '875']
    ] LOOP
      tidied := regexp_replace(
        tidied, '(?<![0-9/.,])([0-9]+) +' || fraction[1] || '(?![0-9/])', '\1.' || fraction[2], 'g'
      );
      tidied := regexp_replace(tidied, '(?<![0-9/.,])' || fraction[1] || '(?![0-9/])', '0.' || fraction[2], 'g');
    END LOOP;
  END IF;
  IF tidied ~ '[0-9],[0-9]' THEN
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

-- Entries that wait in a list to be put into the index are read by every search, and the planner prefers to read all products
-- while there are many.
ALTER INDEX products_document_idx SET (fastupdate = off);
SELECT gin_clean_pending_list('products_document_idx');

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

-- The words that some product can be found by, with the number of products that have each in their name, brand or keywords, and
-- of those whose description alone has it (as a stem): what unfinished words are completed from and spelling is corrected
-- against. Triggers keep both numbers true; a word that no product has any more is not here.
DROP MATERIALIZED VIEW search_lexemes;
DROP MATERIALIZED VIEW search_words;
CREATE TABLE search_words (
  word text COLLATE "C" PRIMARY KEY,
  lexeme text COLLATE "C" NOT NULL,
  products integer NOT NULL,
  descriptions integer NOT NULL
);
CREATE INDEX search_words_lexeme_idx ON search_words (lexeme);
CREATE INDEX search_words_similarity_idx ON search_words USING gist (word gist_trgm_ops);
-- Read by releases before this one.
CREATE VIEW search_lexemes AS SELECT lexeme FROM search_words;

-- What a transaction changes in search_words. Rows live until it commits, so that nobody sees those of another.
CREATE TABLE search_word_changes (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  words text[] NOT NULL,
  lexemes text[] NOT NULL,
  products integer[] NOT NULL,
  descriptions integer[] NOT NULL
);

-- The words that a product counts in: those of its name, brand and keywords, and the stems of its description.
CREATE FUNCTION search_words_of(product products)
RETURNS TABLE (word text, lexeme text, products integer, descriptions integer)
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
  SELECT term.word, min(term.lexeme), 1, 0
  FROM (SELECT (product).name AS text UNION SELECT (product).brand UNION SELECT (product).keywords) AS texts
    CROSS JOIN LATERAL search_terms(texts.text) AS term
  WHERE NOT term.is_spaceless
  GROUP BY term.word
  UNION ALL
  SELECT stem, stem, 0, 1
  FROM unnest(tsvector_to_array(ts_filter((product).document, '{d}'))) AS stem
  WHERE octet_length(stem) = char_length(stem) OR char_length(stem) > 2;
END;

CREATE FUNCTION note_added_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_word_changes (words, lexemes, products, descriptions)
  SELECT array_agg(word), array_agg(lexeme), array_agg(products), array_agg(descriptions)
  FROM (
    SELECT counted.word, min(counted.lexeme) AS lexeme, sum(counted.products) AS products, sum(counted.descriptions) AS descriptions
    FROM changed_products CROSS JOIN LATERAL search_words_of(changed_products::products) AS counted
    GROUP BY counted.word
  ) AS changes
  HAVING count(*) > 0;
  RETURN NULL;
END
$$;

CREATE FUNCTION note_removed_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_word_changes (words, lexemes, products, descriptions)
  SELECT array_agg(word), array_agg(lexeme), array_agg(-products), array_agg(-descriptions)
  FROM (
    SELECT counted.word, min(counted.lexeme) AS lexeme, sum(counted.products) AS products, sum(counted.descriptions) AS descriptions
    FROM changed_products CROSS JOIN LATERAL search_words_of(changed_products::products) AS counted
    GROUP BY counted.word
  ) AS changes
  HAVING count(*) > 0;
  RETURN NULL;
END
$$;

CREATE FUNCTION note_changed_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_word_changes (words, lexemes, products, descriptions)
  SELECT array_agg(word), array_agg(lexeme), array_agg(products), array_agg(descriptions)
  FROM (
    SELECT counted.word, min(counted.lexeme) AS lexeme, sum(counted.products) AS products, sum(counted.descriptions) AS descriptions
    FROM (
      SELECT word, lexeme, products, descriptions FROM search_words_of(NEW)
      UNION ALL
      SELECT word, lexeme, -products, -descriptions FROM search_words_of(OLD)
    ) AS counted
    GROUP BY counted.word
    HAVING sum(counted.products) <> 0 OR sum(counted.descriptions) <> 0
  ) AS changes
  HAVING count(*) > 0;
  RETURN NULL;
END
$$;

CREATE TRIGGER products_words_added AFTER INSERT ON products
  REFERENCING NEW TABLE AS changed_products FOR EACH STATEMENT EXECUTE FUNCTION note_added_words();
CREATE TRIGGER products_words_removed AFTER DELETE ON products
  REFERENCING OLD TABLE AS changed_products FOR EACH STATEMENT EXECUTE FUNCTION note_removed_words();
CREATE TRIGGER products_words_changed AFTER UPDATE OF name, brand, keywords, description ON products
  FOR EACH ROW
  WHEN ((OLD.name, OLD.brand, OLD.keywords, OLD.description) IS DISTINCT FROM (NEW.name, NEW.brand, NEW.keywords, NEW.description))
  EXECUTE FUNCTION note_changed_words();

-- Counts all that the transaction changed. At its end and in the order of the words, so that of two transactions that change the
-- same words neither waits for the other while it holds what the other needs.
CREATE FUNCTION count_search_words() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed text[];
BEGIN
  WITH noted AS (
    DELETE FROM search_word_changes RETURNING words, lexemes, products, descriptions
  ), counted AS (
    INSERT INTO search_words (word, lexeme, products, descriptions)
    SELECT change.word, min(change.lexeme), sum(change.products), sum(change.descriptions)
    FROM noted CROSS JOIN LATERAL unnest(noted.words, noted.lexemes, noted.products, noted.descriptions)
      AS change(word, lexeme, products, descriptions)
    GROUP BY change.word
    ORDER BY change.word COLLATE "C"
    ON CONFLICT (word) DO UPDATE SET
      products = search_words.products + EXCLUDED.products,
      descriptions = search_words.descriptions + EXCLUDED.descriptions
    RETURNING word, products, descriptions
  )
  SELECT array_agg(word) INTO changed FROM counted WHERE products <= 0 AND descriptions <= 0;
  IF changed IS NOT NULL THEN
    DELETE FROM search_words WHERE word = ANY (changed);
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER search_word_changes_counted AFTER INSERT ON search_word_changes DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION count_search_words();
