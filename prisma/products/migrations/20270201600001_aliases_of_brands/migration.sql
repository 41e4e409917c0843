-- What brands are called besides: the names of those that were merged into them. No brand has a name that means another one.
CREATE TABLE brand_aliases (
  name_key text COLLATE "und-x-icu" PRIMARY KEY,
  name text NOT NULL CHECK (name <> ''),
  brand_id uuid NOT NULL REFERENCES brands (id) ON DELETE CASCADE,
  CHECK (name_key = brand_key(name))
);
CREATE INDEX brand_aliases_brand_idx ON brand_aliases (brand_id);

-- An alias means its brand, as a name does; else as before.
CREATE OR REPLACE FUNCTION hold_brand(asked text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  held text;
  number integer := 0;
BEGIN
  LOOP
    SELECT b.name INTO held FROM brands b WHERE b.name_key = brand_key(asked) FOR KEY SHARE;
    IF FOUND THEN RETURN held; END IF;
    SELECT b.name INTO held FROM brands b
    WHERE b.former_names <> '{}'
      AND EXISTS (SELECT FROM unnest(b.former_names) AS former WHERE brand_key(former) = brand_key(asked))
    LIMIT 1 FOR KEY SHARE;
    IF FOUND THEN RETURN held; END IF;
    SELECT b.name INTO held FROM brands b JOIN brand_aliases a ON a.brand_id = b.id
    WHERE a.name_key = brand_key(asked) FOR KEY SHARE OF b;
    IF FOUND THEN RETURN held; END IF;
    number := number + 1;
    INSERT INTO brands (id, slug, name, awaits_product)
    VALUES (
      gen_random_uuid(),
      brand_slug(asked) || CASE number
        WHEN 1 THEN '' WHEN 2 THEN '-2' ELSE '-' || left(md5(brand_key(asked) || number), 8)
      END,
      btrim(regexp_replace(asked, '\s+', ' ', 'g')),
      true
    )
    ON CONFLICT DO NOTHING;
  END LOOP;
END
$$;
