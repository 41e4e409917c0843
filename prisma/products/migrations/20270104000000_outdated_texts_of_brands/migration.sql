-- What texts of brands said when they were translated, while they say something else.
ALTER TABLE brands ADD COLUMN outdated_texts jsonb NOT NULL DEFAULT '{}';
CREATE TRIGGER brands_outdated BEFORE UPDATE OF description, seo_title, seo_description, translations, outdated_texts ON brands
  FOR EACH ROW WHEN (OLD.translations <> '{}') EXECUTE FUNCTION keep_outdated_texts();
