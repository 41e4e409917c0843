ALTER TABLE collections ADD COLUMN outdated_texts jsonb NOT NULL DEFAULT '{}';
CREATE TRIGGER collections_outdated BEFORE UPDATE OF name, description, seo_title, seo_description, translations, outdated_texts ON collections
  FOR EACH ROW WHEN (OLD.translations <> '{}') EXECUTE FUNCTION keep_outdated_texts();
