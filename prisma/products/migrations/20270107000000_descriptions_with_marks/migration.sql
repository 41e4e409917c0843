-- The description of a product as HTML, where it has marks: `description` is what it says without them.
ALTER TABLE products ADD COLUMN description_html text;
CREATE TRIGGER products_page_marked BEFORE UPDATE OF description_html ON products
  FOR EACH ROW WHEN (OLD.description_html IS DISTINCT FROM NEW.description_html) EXECUTE FUNCTION note_changed_page();

-- Of a picture that attributes say, whatever they are of: a blurred picture to show until it is there.
ALTER TABLE media_files ADD COLUMN placeholder text;
