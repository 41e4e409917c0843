-- Each brand that products have, by the spelling that most of them have. Products are only read: those that are spelled otherwise get
-- its name from the loop that renames.
DO $$
DECLARE
  spelling text;
BEGIN
  FOR spelling IN SELECT brand FROM products WHERE brand_key(brand) <> '' GROUP BY brand ORDER BY count(*) DESC, brand LOOP
    PERFORM hold_brand(spelling);
  END LOOP;
END
$$;
UPDATE brands SET former_names = other.names
FROM (
  SELECT b.id, array_agg(DISTINCT p.brand) AS names FROM products p JOIN brands b ON b.name_key = brand_key(p.brand)
  WHERE p.brand <> b.name GROUP BY b.id
) AS other
WHERE brands.id = other.id;
ALTER TABLE url_redirects VALIDATE CONSTRAINT url_redirects_kind_check;
