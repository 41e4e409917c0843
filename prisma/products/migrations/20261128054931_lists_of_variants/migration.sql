-- How people sort text: "apple" before "Zebra", "Éclair" beside "Eclair", "Size 2" before "Size 10". Deterministic, so
-- that equal means the same bytes and a row comparison pages without gaps.
CREATE COLLATION people (provider = icu, locale = 'und-u-kn-true');
CREATE INDEX products_people_name_idx ON products (name COLLATE people, id);
DROP INDEX products_name_idx;

CREATE INDEX products_tags_idx ON products USING gin (tags);

-- What lists and searches judge a variant by, one row for each currency that it is sold in: options, price and
-- availability are read at one place, so that it is one variant that meets all. Triggers keep it, whoever writes.
CREATE TABLE variant_offers (
  variant_id uuid NOT NULL,
  currency text NOT NULL,
  product_id uuid NOT NULL REFERENCES products (id) ON DELETE CASCADE,
  position integer NOT NULL,
  amount_minor bigint NOT NULL,
  available boolean NOT NULL,
  option_values text[] NOT NULL,
  PRIMARY KEY (variant_id, currency),
  FOREIGN KEY (variant_id, currency) REFERENCES variant_prices (variant_id, currency) ON DELETE CASCADE
) WITH (fillfactor = 80);

-- `Size` and `M` with the unit separator between them, which no name holds.
CREATE FUNCTION option_values_of(selected_options jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(array_agg((option ->> 'name') || E'\x1F' || (option ->> 'value') ORDER BY place), '{}')
  FROM jsonb_array_elements(selected_options) WITH ORDINALITY AS options (option, place)
$$;

CREATE FUNCTION offer_priced_variants() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO variant_offers (variant_id, currency, product_id, position, amount_minor, available, option_values)
  SELECT v.id, priced.currency, v.product_id, v.position, priced.amount_minor, coalesce(s.available > 0, false),
    option_values_of(v.selected_options)
  FROM priced JOIN product_variants v ON v.id = priced.variant_id LEFT JOIN stock s ON s.variant_id = v.id
  ON CONFLICT (variant_id, currency) DO UPDATE SET amount_minor = excluded.amount_minor;
  RETURN NULL;
END
$$;
CREATE TRIGGER variant_prices_offer_new AFTER INSERT ON variant_prices
  REFERENCING NEW TABLE AS priced FOR EACH STATEMENT EXECUTE FUNCTION offer_priced_variants();
CREATE TRIGGER variant_prices_offer_changed AFTER UPDATE ON variant_prices
  REFERENCING NEW TABLE AS priced FOR EACH STATEMENT EXECUTE FUNCTION offer_priced_variants();

CREATE FUNCTION offer_described_variant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE variant_offers
  SET product_id = NEW.product_id, position = NEW.position, option_values = option_values_of(NEW.selected_options)
  WHERE variant_id = NEW.id;
  RETURN NULL;
END
$$;
CREATE TRIGGER product_variants_offer_changed
  AFTER UPDATE OF product_id, position, selected_options ON product_variants
  FOR EACH ROW EXECUTE FUNCTION offer_described_variant();

CREATE FUNCTION offer_stocked_variants() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE variant_offers o SET available = stocked.available > 0
  FROM stocked WHERE o.variant_id = stocked.variant_id AND o.available <> (stocked.available > 0);
  RETURN NULL;
END
$$;
CREATE TRIGGER stock_offer_new AFTER INSERT ON stock
  REFERENCING NEW TABLE AS stocked FOR EACH STATEMENT EXECUTE FUNCTION offer_stocked_variants();

-- At the commit: by then whoever moved stock holds its products, as whoever sets a price does from the start, so that the
-- two never wait for each other in a circle.
CREATE FUNCTION offer_stocked_variant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE variant_offers SET available = NEW.available > 0 WHERE variant_id = NEW.variant_id;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER stock_offer_changed AFTER UPDATE ON stock DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN ((OLD.available > 0) IS DISTINCT FROM (NEW.available > 0))
  EXECUTE FUNCTION offer_stocked_variant();

-- The triggers hold writers back until this is committed, so nothing is missed in between.
INSERT INTO variant_offers (variant_id, currency, product_id, position, amount_minor, available, option_values)
SELECT v.id, price.currency, v.product_id, v.position, price.amount_minor, coalesce(s.available > 0, false),
  option_values_of(v.selected_options)
FROM variant_prices price JOIN product_variants v ON v.id = price.variant_id LEFT JOIN stock s ON s.variant_id = v.id;
CREATE INDEX variant_offers_product_idx ON variant_offers (product_id, currency);
CREATE INDEX variant_offers_price_idx ON variant_offers (currency, amount_minor, product_id);
CREATE INDEX variant_offers_option_values_idx ON variant_offers USING gin (option_values);

-- Whether there is an option of a name at all.
CREATE INDEX products_option_names_idx ON products USING gin (jsonb_path_query_array(options, '$[*].name'));
