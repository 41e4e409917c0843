-- Staff say which version of a category they have read, so that nobody overwrites what they have not seen.
ALTER TABLE categories ADD COLUMN version integer NOT NULL DEFAULT 1 CHECK (version > 0);
CREATE INDEX categories_parent_idx ON categories (parent_id);

-- Only leaves hold products, whoever writes them. The foreign key has locked the category by now: whoever puts a category below it
-- locks it too before looking for products, so that of two that meet here the later sees what the earlier has done.
CREATE FUNCTION refuse_product_above_categories() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM categories WHERE parent_id = NEW.category_id) THEN
    RAISE EXCEPTION 'category % has categories below it and can hold no products', NEW.category_id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER products_in_leaves AFTER INSERT OR UPDATE OF category_id ON products
  FOR EACH ROW EXECUTE FUNCTION refuse_product_above_categories();
