-- When the text of a product's page was changed last, for sitemaps: prices, stock and reviews have nothing to do with it. Null for what has
-- not been changed since it was published, or came.
ALTER TABLE products ADD COLUMN page_changed_at timestamptz(3);

CREATE FUNCTION note_changed_page() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.page_changed_at := now();
  RETURN NEW;
END
$$;
CREATE TRIGGER products_page_changed
  BEFORE UPDATE OF slug, name, description, brand, category_id, tags, options, status, seo_title, seo_description ON products
  FOR EACH ROW
  WHEN ((OLD.slug, OLD.name, OLD.description, OLD.brand, OLD.category_id, OLD.tags, OLD.options, OLD.status, OLD.seo_title, OLD.seo_description)
    IS DISTINCT FROM
    (NEW.slug, NEW.name, NEW.description, NEW.brand, NEW.category_id, NEW.tags, NEW.options, NEW.status, NEW.seo_title, NEW.seo_description))
  EXECUTE FUNCTION note_changed_page();
