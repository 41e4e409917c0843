-- What searches read of an attribute, too, reaches the products that have it some at a time: whether they read it, and what its choices are called.
DROP TRIGGER attribute_definitions_kin_changed ON attribute_definitions;
CREATE TRIGGER attribute_definitions_kin_changed AFTER UPDATE OF translations, searchable, choices ON attribute_definitions FOR EACH ROW
  WHEN (
    OLD.searchable IS DISTINCT FROM NEW.searchable
    OR NEW.searchable AND NEW.kind = 'CHOICE' AND (OLD.translations, OLD.choices) IS DISTINCT FROM (NEW.translations, NEW.choices)
  )
  EXECUTE FUNCTION note_changed_kin();
