-- Who makes what the shop sells, with a page of its own. A product says it by the name (`products.brand`), which triggers keep that of a
-- brand; names are told apart without regard to case and blanks.
CREATE FUNCTION brand_key(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN lower(normalize(btrim(regexp_replace(name, '\s+', ' ', 'g')), NFKC) COLLATE "und-x-icu");

-- As `slugOf` makes it of a name, and shorter, so that a number has room behind it.
CREATE FUNCTION brand_slug(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN coalesce(nullif(btrim(left(btrim(regexp_replace(
  regexp_replace(
    replace(replace(replace(replace(replace(replace(replace(
      normalize(lower(name COLLATE "und-x-icu"), NFKD),
      'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'ø', 'o'), 'đ', 'd'), 'ł', 'l'), 'þ', 'th'),
    '[\u0300-\u036f''’]', '', 'g'),
  '[^0-9a-z]+', '-', 'g'), '-'), 70), '-'), ''), 'brand');

CREATE TABLE brands (
  id uuid PRIMARY KEY,
  slug text NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  name_key text COLLATE "und-x-icu" NOT NULL GENERATED ALWAYS AS (brand_key(name)) STORED,
  former_names text[] NOT NULL DEFAULT ARRAY[]::text[],
  description text NOT NULL DEFAULT '',
  website text,
  seo_title text,
  seo_description text,
  translations jsonb NOT NULL DEFAULT '{}',
  is_shown boolean NOT NULL DEFAULT true,
  -- Made from a name that a product has: shoppers see it while one of the products that they see is of it.
  awaits_product boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1 CHECK (version > 0),
  created_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX brands_slug_key ON brands (slug);
CREATE UNIQUE INDEX brands_name_key ON brands (name_key);
CREATE INDEX brands_newest_idx ON brands (created_at DESC, id DESC);
-- Those whose products still have another name.
CREATE INDEX brands_renamed_idx ON brands (id) WHERE former_names <> '{}';

CREATE TABLE brand_metafields (
  id uuid PRIMARY KEY REFERENCES brands (id) ON DELETE CASCADE,
  metafields jsonb
);

-- What a brand is shown by; a row of its own, so that pictures are found by their ids.
CREATE TABLE brand_logos (
  id uuid PRIMARY KEY,
  brand_id uuid NOT NULL REFERENCES brands (id) ON DELETE CASCADE,
  media_id uuid REFERENCES media_files (id),
  key text NOT NULL CHECK (key <> ''),
  width integer NOT NULL CHECK (width > 0),
  height integer NOT NULL CHECK (height > 0),
  placeholder text
);
CREATE UNIQUE INDEX brand_logos_brand_key ON brand_logos (brand_id);
CREATE INDEX brand_logos_media_idx ON brand_logos (media_id);
CREATE TRIGGER brand_logos_released AFTER DELETE ON brand_logos
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION release_files_of_gone();

-- The name of the brand that is meant by one, which is made where there is none: once, whoever else makes it at the same time, and not
-- taken away or renamed until the transaction ends. One that is being renamed is meant by its former name, too. Names without Latin letters
-- and digits are alike as slugs: from the third on a part of a digest tells them apart, and no number is looked for.
CREATE FUNCTION hold_brand(asked text) RETURNS text LANGUAGE plpgsql AS $$
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
CREATE FUNCTION set_brand_of_product() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.brand := hold_brand(NEW.brand);
  RETURN NEW;
END
$$;

-- Old slugs lead to the brand, as those of collections do.
ALTER TABLE url_redirects DROP CONSTRAINT url_redirects_kind_check;
ALTER TABLE url_redirects ADD CONSTRAINT url_redirects_kind_check
  CHECK (kind IN ('PRODUCT', 'CATEGORY', 'COLLECTION', 'BRAND', 'PATH')) NOT VALID;
CREATE TRIGGER brands_redirects_new AFTER INSERT ON brands FOR EACH ROW
  WHEN (NEW.is_shown) EXECUTE FUNCTION end_redirect_of_slug('BRAND');
CREATE TRIGGER brands_redirects_renamed AFTER UPDATE OF slug ON brands FOR EACH ROW
  WHEN (OLD.slug <> NEW.slug AND OLD.is_shown) EXECUTE FUNCTION redirect_slug_of_page('BRAND');
CREATE TRIGGER brands_redirects_shown AFTER UPDATE OF slug, is_shown ON brands FOR EACH ROW
  WHEN (NEW.is_shown AND (OLD.slug <> NEW.slug OR NOT OLD.is_shown)) EXECUTE FUNCTION end_redirect_of_slug('BRAND');
CREATE TRIGGER brands_redirects_gone AFTER DELETE ON brands FOR EACH ROW EXECUTE FUNCTION end_redirects_to_gone();
