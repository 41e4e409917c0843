-- Pictures that are to come from addresses, and what has become of them.
CREATE TABLE picture_fetches (
  id uuid PRIMARY KEY,
  product_id uuid NOT NULL REFERENCES products (id) ON DELETE CASCADE,
  url text NOT NULL,
  host text NOT NULL,
  alt_text text NOT NULL,
  variant_ids uuid[] NOT NULL,
  staff_id uuid NOT NULL,
  reason text,
  import_id uuid,
  state text NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'DONE', 'FAILED')),
  attempts integer NOT NULL DEFAULT 0,
  next_at timestamptz(3),
  failure text,
  image_id uuid,
  created_at timestamptz(3) NOT NULL,
  finished_at timestamptz(3),
  CHECK ((state = 'WAITING') = (next_at IS NOT NULL)),
  CHECK ((state = 'WAITING') = (finished_at IS NULL)),
  CHECK ((state = 'DONE') = (image_id IS NOT NULL))
);
-- An address is fetched once for a product.
CREATE UNIQUE INDEX picture_fetches_product_url_key ON picture_fetches (product_id, md5(url));
CREATE INDEX picture_fetches_due_idx ON picture_fetches (next_at) WHERE state = 'WAITING';
CREATE INDEX picture_fetches_import_idx ON picture_fetches (import_id, created_at, id) WHERE import_id IS NOT NULL;
CREATE INDEX picture_fetches_created_idx ON picture_fetches (created_at, id);
