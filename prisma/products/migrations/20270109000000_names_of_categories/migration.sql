-- Another name of a category, too, reaches its products some at a time.
DROP TRIGGER categories_kin_changed ON categories;
CREATE TRIGGER categories_kin_changed AFTER UPDATE OF name, translations, parent_id ON categories FOR EACH ROW
  WHEN (OLD.name IS DISTINCT FROM NEW.name OR OLD.translations IS DISTINCT FROM NEW.translations OR OLD.parent_id IS DISTINCT FROM NEW.parent_id)
  EXECUTE FUNCTION note_changed_kin();
