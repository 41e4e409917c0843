-- Where an address leads that pages had once. What a product, a category or a collection was called is kept by triggers, whoever writes, and
-- leads to it by its id, so that it leads there however often the name changes; free paths are given by staff.
CREATE TABLE url_redirects (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  kind text NOT NULL CHECK (kind IN ('PRODUCT', 'CATEGORY', 'COLLECTION', 'PATH')),
  source text NOT NULL,
  target_id uuid,
  target_path text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT url_redirects_target_check CHECK ((kind = 'PATH') = (target_path IS NOT NULL) AND (kind = 'PATH') = (target_id IS NULL))
);
CREATE UNIQUE INDEX url_redirects_source_key ON url_redirects (kind, source);
CREATE INDEX url_redirects_target_idx ON url_redirects (target_id);
CREATE INDEX url_redirects_newest_idx ON url_redirects (created_at DESC, id DESC);

-- A slug that is taken anew is that of a page again.
CREATE FUNCTION end_redirects_of_new_slugs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM url_redirects WHERE id IN (
    SELECT r.id FROM url_redirects r JOIN after ON r.source = after.slug WHERE r.kind = TG_ARGV[0] ORDER BY r.id FOR UPDATE OF r
  );
  RETURN NULL;
END
$$;
CREATE FUNCTION redirect_old_slug() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM url_redirects WHERE kind = TG_ARGV[0] AND source = NEW.slug;
  INSERT INTO url_redirects (kind, source, target_id) VALUES (TG_ARGV[0], OLD.slug, NEW.id)
  ON CONFLICT (kind, source) DO UPDATE SET target_id = excluded.target_id, created_at = excluded.created_at;
  RETURN NULL;
END
$$;
CREATE FUNCTION end_redirects_to_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM url_redirects WHERE target_id = OLD.id;
  RETURN NULL;
END
$$;

CREATE TRIGGER products_redirects_new AFTER INSERT ON products
  REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION end_redirects_of_new_slugs('PRODUCT');
CREATE TRIGGER products_redirects_renamed AFTER UPDATE OF slug ON products
  FOR EACH ROW WHEN (OLD.slug <> NEW.slug) EXECUTE FUNCTION redirect_old_slug('PRODUCT');
CREATE TRIGGER products_redirects_gone AFTER DELETE ON products FOR EACH ROW EXECUTE FUNCTION end_redirects_to_gone();

CREATE TRIGGER categories_redirects_new AFTER INSERT ON categories
  REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION end_redirects_of_new_slugs('CATEGORY');
CREATE TRIGGER categories_redirects_renamed AFTER UPDATE OF slug ON categories
  FOR EACH ROW WHEN (OLD.slug <> NEW.slug) EXECUTE FUNCTION redirect_old_slug('CATEGORY');
CREATE TRIGGER categories_redirects_gone AFTER DELETE ON categories FOR EACH ROW EXECUTE FUNCTION end_redirects_to_gone();

CREATE TRIGGER collections_redirects_new AFTER INSERT ON collections
  REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION end_redirects_of_new_slugs('COLLECTION');
CREATE TRIGGER collections_redirects_renamed AFTER UPDATE OF slug ON collections
  FOR EACH ROW WHEN (OLD.slug <> NEW.slug) EXECUTE FUNCTION redirect_old_slug('COLLECTION');
CREATE TRIGGER collections_redirects_gone AFTER DELETE ON collections FOR EACH ROW EXECUTE FUNCTION end_redirects_to_gone();
