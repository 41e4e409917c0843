-- All products are looked at for a collection in parts, each a transaction of its own: this is how far it has come.
ALTER TABLE collections ADD COLUMN looked_to uuid;

-- Whoever says that a collection is behind has it begun anew, also in the middle.
CREATE FUNCTION begin_collection_anew() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.looked_to := NULL;
  RETURN NEW;
END
$$;
CREATE TRIGGER collections_begun_anew BEFORE UPDATE OF is_behind ON collections
  FOR EACH ROW EXECUTE FUNCTION begin_collection_anew();
