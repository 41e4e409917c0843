ALTER TABLE categories ADD COLUMN outdated_texts jsonb NOT NULL DEFAULT '{}';
CREATE TRIGGER categories_outdated BEFORE UPDATE OF name, description, seo_title, seo_description, translations, outdated_texts ON categories
  FOR EACH ROW WHEN (OLD.translations <> '{}') EXECUTE FUNCTION keep_outdated_texts();
