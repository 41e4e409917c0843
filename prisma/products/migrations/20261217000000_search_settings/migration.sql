-- What staff keep for searches. Each part is one list that is replaced as a whole, and a few hundred entries at most: all processes keep all of
-- it in memory.
CREATE TABLE search_settings (
  part text PRIMARY KEY CHECK (part IN ('SYNONYMS', 'STOP_WORDS', 'BOOSTS')),
  entries jsonb NOT NULL CHECK (jsonb_typeof(entries) = 'array'),
  version integer NOT NULL CHECK (version > 0),
  updated_at timestamptz(3) NOT NULL
);

-- Products that come first for a query. Their ids are no references: of a product that is deleted nothing is found.
CREATE TABLE search_pins (
  id uuid PRIMARY KEY,
  query text NOT NULL CHECK (query <> ''),
  query_key text NOT NULL CHECK (query_key <> ''),
  product_ids uuid[] NOT NULL CHECK (cardinality(product_ids) BETWEEN 1 AND 20),
  version integer NOT NULL CHECK (version > 0),
  created_at timestamptz(3) NOT NULL
);
CREATE UNIQUE INDEX search_pins_query_key ON search_pins (query_key);
CREATE INDEX search_pins_newest_idx ON search_pins (created_at DESC, id DESC);
