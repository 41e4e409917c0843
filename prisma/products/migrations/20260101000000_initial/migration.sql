-- Trusted since PostgreSQL 13: the database's owner may create it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE categories (
  id uuid PRIMARY KEY,
  parent_id uuid REFERENCES categories (id),
  slug text NOT NULL,
  name text NOT NULL,
  description text NOT NULL,
  position integer NOT NULL
);
CREATE UNIQUE INDEX categories_slug_key ON categories (slug);

CREATE TABLE products (
  id uuid PRIMARY KEY,
  slug text NOT NULL,
  name text NOT NULL,
  description text NOT NULL,
  brand text NOT NULL,
  category_id uuid NOT NULL REFERENCES categories (id),
  tags text[] NOT NULL,
  options jsonb NOT NULL,
  option_values text[] NOT NULL,
  keywords text NOT NULL,
  available_variants integer NOT NULL DEFAULT 0 CHECK (available_variants >= 0),
  rating_sum integer NOT NULL DEFAULT 0 CHECK (rating_sum BETWEEN rating_count AND 5 * rating_count),
  rating_count integer NOT NULL DEFAULT 0 CHECK (rating_count >= 0),
  rating_average double precision GENERATED ALWAYS AS (
    CASE WHEN rating_count = 0 THEN 0 ELSE round(rating_sum::numeric / rating_count, 2)::double precision END
  ) STORED,
  created_at timestamptz(3) NOT NULL,
  document tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('english', name), 'A')
      || setweight(to_tsvector('english', brand || ' ' || keywords), 'B')
      || setweight(to_tsvector('english', description), 'D')
  ) STORED
);
CREATE UNIQUE INDEX products_slug_key ON products (slug);
CREATE INDEX products_newest_idx ON products (created_at DESC, id DESC);
CREATE INDEX products_name_idx ON products (name, id);
CREATE INDEX products_rating_idx ON products (rating_average DESC, rating_count DESC, id DESC);
CREATE INDEX products_category_newest_idx ON products (category_id, created_at DESC, id DESC);
CREATE INDEX products_brand_idx ON products (brand);
CREATE INDEX products_option_values_idx ON products USING gin (option_values);
CREATE INDEX products_document_idx ON products USING gin (document);

CREATE TABLE product_price_ranges (
  product_id uuid NOT NULL REFERENCES products (id) ON DELETE CASCADE,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  min_minor integer NOT NULL CHECK (min_minor > 0),
  max_minor integer NOT NULL CHECK (max_minor >= min_minor),
  PRIMARY KEY (product_id, currency)
);
CREATE INDEX product_price_ranges_price_idx ON product_price_ranges (currency, min_minor, product_id);

CREATE TABLE images (
  id uuid PRIMARY KEY,
  product_id uuid NOT NULL REFERENCES products (id) ON DELETE CASCADE,
  key text NOT NULL,
  alt_text text NOT NULL,
  position integer NOT NULL
);
CREATE INDEX images_product_idx ON images (product_id, position);

CREATE TABLE product_variants (
  id uuid PRIMARY KEY,
  product_id uuid NOT NULL REFERENCES products (id) ON DELETE CASCADE,
  sku text NOT NULL,
  title text NOT NULL,
  selected_options jsonb NOT NULL,
  weight_grams integer NOT NULL CHECK (weight_grams >= 0),
  image_id uuid REFERENCES images (id),
  position integer NOT NULL,
  version integer NOT NULL DEFAULT 1 CHECK (version > 0)
);
CREATE UNIQUE INDEX product_variants_sku_key ON product_variants (sku);
CREATE INDEX product_variants_product_idx ON product_variants (product_id, position);

CREATE TABLE variant_prices (
  variant_id uuid NOT NULL REFERENCES product_variants (id) ON DELETE CASCADE,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  amount_minor integer NOT NULL CHECK (amount_minor > 0),
  compare_at_minor integer CHECK (compare_at_minor > amount_minor),
  PRIMARY KEY (variant_id, currency)
);

-- The last check is the promise that no piece is ever lost or sold twice.
CREATE TABLE stock (
  variant_id uuid PRIMARY KEY REFERENCES product_variants (id),
  available integer NOT NULL CHECK (available >= 0),
  reserved integer NOT NULL DEFAULT 0 CHECK (reserved >= 0),
  sold integer NOT NULL DEFAULT 0 CHECK (sold >= 0),
  received integer NOT NULL CHECK (received >= 0),
  version integer NOT NULL DEFAULT 1 CHECK (version > 0),
  CHECK (available::bigint + reserved + sold = received)
) WITH (fillfactor = 70);

CREATE TABLE reservations (
  order_id uuid PRIMARY KEY,
  status text NOT NULL CHECK (status IN ('reserved', 'committed', 'released', 'expired', 'refused')),
  expires_at timestamptz(3),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  CHECK (status <> 'reserved' OR expires_at IS NOT NULL)
);
CREATE INDEX reservations_expiry_idx ON reservations (expires_at) WHERE status = 'reserved';

CREATE TABLE reservation_lines (
  order_id uuid NOT NULL REFERENCES reservations (order_id) ON DELETE CASCADE,
  variant_id uuid NOT NULL,
  quantity integer NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (order_id, variant_id)
);

CREATE TABLE reviews (
  id uuid PRIMARY KEY,
  product_id uuid NOT NULL REFERENCES products (id) ON DELETE CASCADE,
  customer_id uuid NOT NULL,
  author_name text NOT NULL,
  rating integer NOT NULL CHECK (rating BETWEEN 1 AND 5),
  title text NOT NULL,
  body text NOT NULL,
  created_at timestamptz(3) NOT NULL
);
CREATE UNIQUE INDEX reviews_product_customer_key ON reviews (product_id, customer_id);
CREATE INDEX reviews_product_newest_idx ON reviews (product_id, created_at DESC, id DESC);

CREATE TABLE reviewers (
  customer_id uuid PRIMARY KEY,
  display_name text NOT NULL
);

CREATE TABLE idempotency_keys (
  owner_id uuid NOT NULL,
  operation text NOT NULL,
  key text NOT NULL,
  fingerprint text NOT NULL,
  result_id uuid NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (owner_id, operation, key)
);
CREATE INDEX idempotency_keys_created_at_idx ON idempotency_keys (created_at);

-- The words that buyers may have meant: what spelling is corrected against. Refreshed when products are added.
CREATE MATERIALIZED VIEW search_words AS
SELECT word, ndoc AS products
FROM ts_stat($$
  SELECT to_tsvector('simple', name || ' ' || brand || ' ' || keywords) FROM products
$$)
WHERE word ~ '^[[:alpha:]][[:alpha:]-]{2,39}$';
CREATE UNIQUE INDEX search_words_word_key ON search_words (word);
CREATE INDEX search_words_similarity_idx ON search_words USING gist (word gist_trgm_ops);

-- Every word that some product can be found by, as stems: what needs no correction.
CREATE MATERIALIZED VIEW search_lexemes AS
SELECT word AS lexeme FROM ts_stat('SELECT document FROM products');
CREATE UNIQUE INDEX search_lexemes_lexeme_key ON search_lexemes (lexeme);
