-- What buyers search for, without anybody who did: how often a text was searched for in a language, and what came of it. Of visitors a bit is
-- kept that many share: as many bits as there are set, so many different ones have searched for it at least.
CREATE TABLE search_terms (
  id uuid PRIMARY KEY,
  language text NOT NULL CHECK (language <> ''),
  term text NOT NULL CHECK (term <> ''),
  searches integer NOT NULL CHECK (searches >= 0),
  answered integer NOT NULL CHECK (answered >= 0),
  unanswered integer NOT NULL CHECK (unanswered >= 0),
  visitor_bits bigint NOT NULL,
  visitors integer NOT NULL GENERATED ALWAYS AS (bit_count(visitor_bits::bit(64))) STORED,
  first_searched_at timestamptz(3) NOT NULL,
  last_searched_at timestamptz(3) NOT NULL,
  is_hidden boolean NOT NULL DEFAULT false,
  is_offered boolean NOT NULL
    GENERATED ALWAYS AS (NOT is_hidden AND bit_count(visitor_bits::bit(64)) >= 5 AND answered > unanswered) STORED,
  suggest_key text COLLATE "C" NOT NULL GENERATED ALWAYS AS (search_key(term) COLLATE "C") STORED,
  CONSTRAINT search_terms_outcomes_check CHECK (answered + unanswered <= searches)
);
CREATE UNIQUE INDEX search_terms_term_key ON search_terms (language, term);
-- Of a beginning that few have, all are read; of one that many have, the most searched for.
CREATE INDEX search_terms_offered_idx ON search_terms (language, suggest_key) WHERE is_offered;
CREATE INDEX search_terms_offered_most_idx ON search_terms (language, searches DESC, suggest_key) WHERE is_offered;
-- What is to be forgotten.
CREATE INDEX search_terms_of_one_idx ON search_terms (first_searched_at) WHERE visitors < 2;
CREATE INDEX search_terms_of_none_idx ON search_terms (last_searched_at) WHERE searches = 0;
CREATE INDEX search_terms_searches_idx ON search_terms (searches DESC, id DESC);
CREATE INDEX search_terms_unanswered_idx ON search_terms (unanswered DESC, id DESC);
CREATE INDEX search_terms_latest_idx ON search_terms (last_searched_at DESC, id DESC);

-- The same day by day, so that what is long ago can be taken away.
CREATE TABLE search_term_days (
  term_id uuid NOT NULL REFERENCES search_terms (id) ON DELETE CASCADE,
  day date NOT NULL,
  searches integer NOT NULL CHECK (searches >= 0),
  answered integer NOT NULL CHECK (answered >= 0),
  unanswered integer NOT NULL CHECK (unanswered >= 0),
  visitor_bits bigint NOT NULL,
  PRIMARY KEY (term_id, day)
);
CREATE INDEX search_term_days_day_idx ON search_term_days (day);

-- The words that a text begins with, or has behind a blank or a sign, as suggestions look for them.
CREATE FUNCTION suggestion_words(said text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN array_remove(regexp_split_to_array(search_fold(said) COLLATE "und-x-icu", '[^[:alnum:]]+'), '');

-- The words of a name in all its languages.
CREATE FUNCTION suggestion_vector(name text, translations jsonb) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN array_to_tsvector(suggestion_words(concat_ws(' ', name, (
    SELECT string_agg(texts.value ->> 'NAME', ' ') FROM jsonb_each(translations) AS texts
  ))));
END
$$;
CREATE INDEX collections_suggested_idx ON collections USING gin (suggestion_vector(name, translations)) WHERE is_shown;
