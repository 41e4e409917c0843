-- Texts are taken apart as before, word for word, in a third of the time: of most, each word is a part by itself, and nothing is joined.

-- All that a stored text is found by. A change of `search_parts` is one of what is told of plain texts here.
CREATE OR REPLACE FUNCTION search_terms(stored text) RETURNS TABLE (word text, lexeme text, place bigint, is_spaceless boolean)
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
#variable_conflict use_column
DECLARE
  tidied text := search_tidy(stored);
BEGIN
  IF octet_length(tidied) = length(tidied)
    AND tidied COLLATE "C" !~ '[0-9]|[a-z][-_.''&][a-z]|(?:^|[^a-z])[b-hjkn-rt-wyz](?:$|[^a-z])' THEN
    -- Each of its words is one part, and none of them is joined with another.
    RETURN QUERY SELECT terms.word, terms.lexeme, terms.place, false
    FROM (
      SELECT plain.word, search_stem(plain.word) AS lexeme, plain.place
      FROM string_to_table(btrim(regexp_replace(tidied COLLATE "C", '[^a-z]+', ' ', 'g')), ' ') WITH ORDINALITY AS plain(word, place)
    ) AS terms
    WHERE terms.lexeme IS NOT NULL AND octet_length(terms.word) <= 200;
    RETURN;
  END IF;
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
