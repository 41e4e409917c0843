-- For a moment only: texts until now are taken over by a migration of their own.
LOCK TABLE products IN SHARE ROW EXCLUSIVE MODE;

-- What the options of products that shoppers see, and their values, are called in other languages: facets of many products show one text for each.
-- The key is that of the text in `products.translations`. A row is of one product alone, so that those who translate never wait for each other.
CREATE TABLE option_texts (
  product_id uuid NOT NULL REFERENCES products (id) ON DELETE CASCADE,
  language text NOT NULL,
  key text NOT NULL,
  text text NOT NULL,
  PRIMARY KEY (product_id, language, key)
);
-- The text that the latest product has.
CREATE INDEX option_texts_latest_idx ON option_texts (language, key, product_id DESC);

CREATE FUNCTION option_texts_of(product products) RETURNS TABLE (language text, key text, text text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT translated.key, one.key, one.value
  FROM jsonb_each((product).translations) AS translated(key, texts) CROSS JOIN LATERAL jsonb_each_text(translated.texts) AS one(key, value)
  WHERE (product).status = 'PUBLISHED' AND split_part(one.key, chr(31), 1) IN ('OPTION', 'OPTION_VALUE')
$$;

CREATE FUNCTION keep_option_texts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM option_texts WHERE product_id = NEW.id;
  END IF;
  -- While texts until now are taken over, one may be there already that nobody sees yet; both go in one order.
  INSERT INTO option_texts (product_id, language, key, text) SELECT NEW.id, said.* FROM option_texts_of(NEW) AS said
  ORDER BY said.language, said.key
  ON CONFLICT (product_id, language, key) DO UPDATE SET text = excluded.text;
  RETURN NULL;
END
$$;
CREATE TRIGGER products_option_texts_new AFTER INSERT ON products FOR EACH ROW WHEN (NEW.translations <> '{}') EXECUTE FUNCTION keep_option_texts();
CREATE TRIGGER products_option_texts_changed AFTER UPDATE OF translations, status ON products FOR EACH ROW
  WHEN (OLD.translations IS DISTINCT FROM NEW.translations OR (OLD.status IS DISTINCT FROM NEW.status AND NEW.translations <> '{}'))
  EXECUTE FUNCTION keep_option_texts();
