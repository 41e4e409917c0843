ALTER TABLE attribute_definitions ADD COLUMN outdated_texts jsonb NOT NULL DEFAULT '{}';
CREATE TRIGGER attribute_definitions_outdated BEFORE UPDATE OF name, description, choices, translations, outdated_texts ON attribute_definitions
  FOR EACH ROW WHEN (OLD.translations <> '{}') EXECUTE FUNCTION keep_outdated_attributes();
