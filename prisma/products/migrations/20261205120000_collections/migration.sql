-- Collections group products across categories: by hand, in an order of the staff's own, or by a rule that a loop of products follows.
CREATE TABLE collections (
  id uuid PRIMARY KEY,
  slug text NOT NULL,
  name text NOT NULL,
  description text NOT NULL,
  seo_title text,
  seo_description text,
  is_shown boolean NOT NULL,
  rule jsonb,
  new_within_days integer CHECK (new_within_days > 0),
  is_behind boolean NOT NULL DEFAULT false,
  swept_at timestamptz(3) NOT NULL,
  version integer NOT NULL DEFAULT 1 CHECK (version > 0),
  created_at timestamptz(3) NOT NULL
);
CREATE UNIQUE INDEX collections_slug_key ON collections (slug);
CREATE INDEX collections_newest_idx ON collections (created_at DESC, id DESC);
CREATE INDEX collections_behind_idx ON collections (id) WHERE is_behind;

CREATE TABLE collection_products (
  collection_id uuid NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
  product_id uuid NOT NULL REFERENCES products (id) ON DELETE CASCADE,
  position integer NOT NULL,
  created_at timestamptz(3) NOT NULL,
  PRIMARY KEY (collection_id, product_id)
);
CREATE INDEX collection_products_newest_idx ON collection_products (collection_id, created_at DESC, product_id DESC);
CREATE INDEX collection_products_place_idx ON collection_products (collection_id, position, product_id);
CREATE INDEX collection_products_product_idx ON collection_products (product_id);

-- What has changed since the loop looked at it last. Whatever a rule can ask for renews the revision of its product, which is an update
-- of its row; pieces that are sold do not, but for the last one of a variant. A row for each change, so that no writer waits for another.
CREATE TABLE collection_changes (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  product_id uuid NOT NULL
);
CREATE FUNCTION note_changed_products() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO collection_changes (product_id) SELECT id FROM after;
  RETURN NULL;
END
$$;
CREATE TRIGGER products_collections_new AFTER INSERT ON products
  REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION note_changed_products();
CREATE TRIGGER products_collections_changed AFTER UPDATE ON products
  REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION note_changed_products();

-- A rule about a category is about all below it.
CREATE FUNCTION note_moved_categories() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE collections SET is_behind = true FROM (
    SELECT id FROM collections WHERE rule @? '$.conditions[*] ? (@.kind == "CATEGORY")' ORDER BY id FOR NO KEY UPDATE
  ) AS held WHERE collections.id = held.id;
  RETURN NULL;
END
$$;
CREATE TRIGGER categories_collections_moved AFTER UPDATE OF parent_id ON categories
  FOR EACH ROW WHEN (OLD.parent_id IS DISTINCT FROM NEW.parent_id) EXECUTE FUNCTION note_moved_categories();
