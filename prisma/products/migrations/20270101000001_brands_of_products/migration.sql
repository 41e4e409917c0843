-- Apart from what follows, so that products are held for a moment only. Before the triggers that make the texts for searches, by the
-- order of names.
CREATE TRIGGER products_brand_held BEFORE UPDATE OF brand ON products
  FOR EACH ROW WHEN (brand_key(NEW.brand) <> '' AND OLD.brand <> NEW.brand) EXECUTE FUNCTION set_brand_of_product();
CREATE TRIGGER products_brand_held_new BEFORE INSERT ON products
  FOR EACH ROW WHEN (brand_key(NEW.brand) <> '') EXECUTE FUNCTION set_brand_of_product();
