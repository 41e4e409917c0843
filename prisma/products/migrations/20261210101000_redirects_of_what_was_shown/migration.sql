-- A slug takes the place of what it led to before once its page is shown, and leads on later only where the page was shown.
CREATE FUNCTION end_redirects_of_new_products() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM url_redirects WHERE id IN (
    SELECT r.id FROM url_redirects r JOIN after ON r.source = after.slug
    WHERE r.kind = 'PRODUCT' AND after.status = 'PUBLISHED' ORDER BY r.id FOR UPDATE OF r
  );
  RETURN NULL;
END
$$;
CREATE FUNCTION end_redirect_of_slug() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM url_redirects WHERE kind = TG_ARGV[0] AND source = NEW.slug;
  RETURN NULL;
END
$$;
CREATE FUNCTION redirect_slug_of_page() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO url_redirects (kind, source, target_id) VALUES (TG_ARGV[0], OLD.slug, NEW.id)
  ON CONFLICT (kind, source) DO UPDATE SET target_id = excluded.target_id, created_at = excluded.created_at;
  RETURN NULL;
END
$$;

DROP TRIGGER products_redirects_new ON products;
DROP TRIGGER products_redirects_renamed ON products;
CREATE TRIGGER products_redirects_new AFTER INSERT ON products
  REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION end_redirects_of_new_products();
CREATE TRIGGER products_redirects_renamed AFTER UPDATE OF slug ON products FOR EACH ROW
  WHEN (OLD.slug <> NEW.slug AND (OLD.status IN ('PUBLISHED', 'ARCHIVED') OR OLD.published_at IS NOT NULL))
  EXECUTE FUNCTION redirect_slug_of_page('PRODUCT');
CREATE TRIGGER products_redirects_shown AFTER UPDATE OF slug, status ON products FOR EACH ROW
  WHEN (NEW.status = 'PUBLISHED' AND (OLD.slug <> NEW.slug OR OLD.status <> NEW.status))
  EXECUTE FUNCTION end_redirect_of_slug('PRODUCT');

DROP TRIGGER collections_redirects_new ON collections;
DROP TRIGGER collections_redirects_renamed ON collections;
CREATE TRIGGER collections_redirects_new AFTER INSERT ON collections FOR EACH ROW
  WHEN (NEW.is_shown) EXECUTE FUNCTION end_redirect_of_slug('COLLECTION');
CREATE TRIGGER collections_redirects_renamed AFTER UPDATE OF slug ON collections FOR EACH ROW
  WHEN (OLD.slug <> NEW.slug AND OLD.is_shown) EXECUTE FUNCTION redirect_slug_of_page('COLLECTION');
CREATE TRIGGER collections_redirects_shown AFTER UPDATE OF slug, is_shown ON collections FOR EACH ROW
  WHEN (NEW.is_shown AND (OLD.slug <> NEW.slug OR NOT OLD.is_shown)) EXECUTE FUNCTION end_redirect_of_slug('COLLECTION');

-- How many redirects lead to a path is counted from its end.
CREATE INDEX url_redirects_target_path_idx ON url_redirects (target_path) WHERE kind = 'PATH';
