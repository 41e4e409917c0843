ALTER TABLE product_types ADD COLUMN outdated_texts jsonb NOT NULL DEFAULT '{}';
CREATE TRIGGER product_types_outdated BEFORE UPDATE OF name, translations, outdated_texts ON product_types
  FOR EACH ROW WHEN (OLD.translations <> '{}') EXECUTE FUNCTION keep_outdated_names();
