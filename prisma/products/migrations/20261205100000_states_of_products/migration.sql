-- A product is worked on before it is shown, and stays when it is shown no more: orders, stock and reviews are about it. Releases
-- before this one show what they write.
ALTER TABLE products
  ADD COLUMN status text NOT NULL DEFAULT 'PUBLISHED' CHECK (status IN ('DRAFT', 'SCHEDULED', 'PUBLISHED', 'ARCHIVED')),
  ADD COLUMN publish_at timestamptz(3),
  ADD COLUMN published_at timestamptz(3),
  ADD COLUMN version integer NOT NULL DEFAULT 1 CHECK (version > 0),
  ADD CONSTRAINT products_publish_at_check CHECK ((status = 'SCHEDULED') = (publish_at IS NOT NULL));
CREATE INDEX products_due_idx ON products (publish_at) WHERE status = 'SCHEDULED';
CREATE INDEX products_status_idx ON products (status, created_at DESC, id DESC) WHERE status <> 'PUBLISHED';

-- What lists, facets and searches go through has what is shown, and nothing else: they need not ask.

CREATE OR REPLACE FUNCTION search_document(product products) RETURNS tsvector
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF product.status <> 'PUBLISHED' THEN
    RETURN NULL;
  END IF;
  RETURN setweight(search_vector(product.name), 'A')
    || setweight(search_vector(product.brand || ' ' || product.keywords), 'B')
    || setweight(search_codes(ARRAY(SELECT sku FROM product_variants WHERE product_id = product.id)), 'C')
    || setweight(search_vector(product.description), 'D');
END
$$;
DROP TRIGGER products_document ON products;
CREATE TRIGGER products_document BEFORE INSERT OR UPDATE OF name, brand, keywords, description, status ON products
  FOR EACH ROW EXECUTE FUNCTION set_search_document();

CREATE OR REPLACE FUNCTION search_words_of(product products)
RETURNS TABLE (word text, lexeme text, products integer, descriptions integer)
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
  SELECT term.word, min(term.lexeme), 1, 0
  FROM (SELECT (product).name AS text UNION SELECT (product).brand UNION SELECT (product).keywords) AS texts
    CROSS JOIN LATERAL search_terms(texts.text) AS term
  WHERE NOT term.is_spaceless AND (product).status = 'PUBLISHED'
  GROUP BY term.word
  UNION ALL
  SELECT stem, stem, 0, 1
  FROM unnest(tsvector_to_array(ts_filter((product).document, '{d}'))) AS stem
  WHERE octet_length(stem) = char_length(stem) OR char_length(stem) > 2;
END;
DROP TRIGGER products_words_changed ON products;
CREATE TRIGGER products_words_changed AFTER UPDATE OF name, brand, keywords, description, status ON products
  FOR EACH ROW
  WHEN ((OLD.name, OLD.brand, OLD.keywords, OLD.description, OLD.status = 'PUBLISHED')
    IS DISTINCT FROM (NEW.name, NEW.brand, NEW.keywords, NEW.description, NEW.status = 'PUBLISHED'))
  EXECUTE FUNCTION note_changed_words();

-- Products are held first, so that none is taken from the shop between the look at its status and the offers.
CREATE OR REPLACE FUNCTION offer_priced_variants() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM products WHERE id IN (
    SELECT v.product_id FROM priced JOIN product_variants v ON v.id = priced.variant_id
  ) ORDER BY id FOR NO KEY UPDATE;
  INSERT INTO variant_offers (variant_id, currency, product_id, position, amount_minor, available, option_values)
  SELECT v.id, priced.currency, v.product_id, v.position, priced.amount_minor, coalesce(s.available > 0, false),
    option_values_of(v.selected_options)
  FROM priced JOIN product_variants v ON v.id = priced.variant_id
    JOIN products p ON p.id = v.product_id LEFT JOIN stock s ON s.variant_id = v.id
  WHERE p.status = 'PUBLISHED'
  ON CONFLICT (variant_id, currency) DO UPDATE SET amount_minor = excluded.amount_minor;
  RETURN NULL;
END
$$;

-- The range of a product's prices follows from its offers, too.
CREATE OR REPLACE FUNCTION sum_up_offers(changed uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  -- Whoever sets a price or moves stock holds its products already; of others, one at a time sums up a product.
  PERFORM FROM products WHERE id = ANY (changed) ORDER BY id FOR NO KEY UPDATE;
  DELETE FROM product_offers kept WHERE kept.product_id = ANY (changed)
    AND NOT EXISTS (SELECT FROM variant_offers o WHERE o.product_id = kept.product_id AND o.currency = kept.currency);
  DELETE FROM product_price_ranges kept WHERE kept.product_id = ANY (changed)
    AND NOT EXISTS (SELECT FROM variant_offers o WHERE o.product_id = kept.product_id AND o.currency = kept.currency);
  -- Of a product that is being deleted nothing is written anew.
  INSERT INTO product_offers AS kept (product_id, currency, availability, price_steps, option_values)
  SELECT o.product_id, o.currency, array_agg(DISTINCT o.available), array_agg(DISTINCT price_step(o.amount_minor)),
    coalesce(array_agg(DISTINCT value) FILTER (WHERE value IS NOT NULL), '{}')
  FROM products p JOIN variant_offers o ON o.product_id = p.id LEFT JOIN LATERAL unnest(o.option_values) AS value ON true
  WHERE p.id = ANY (changed) GROUP BY o.product_id, o.currency
  ON CONFLICT (product_id, currency) DO UPDATE
  SET availability = excluded.availability, price_steps = excluded.price_steps, option_values = excluded.option_values
  WHERE (kept.availability, kept.price_steps, kept.option_values)
    IS DISTINCT FROM (excluded.availability, excluded.price_steps, excluded.option_values);
  INSERT INTO product_price_ranges AS kept (product_id, currency, min_minor, max_minor)
  SELECT o.product_id, o.currency, min(o.amount_minor), max(o.amount_minor)
  FROM products p JOIN variant_offers o ON o.product_id = p.id
  WHERE p.id = ANY (changed) GROUP BY o.product_id, o.currency
  ON CONFLICT (product_id, currency) DO UPDATE SET min_minor = excluded.min_minor, max_minor = excluded.max_minor
  WHERE (kept.min_minor, kept.max_minor) IS DISTINCT FROM (excluded.min_minor, excluded.max_minor);
END
$$;

-- The release before this one writes a range with each price, also of a product that is not shown.
CREATE OR REPLACE FUNCTION set_price_range_category() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.category_id := (SELECT category_id FROM products WHERE id = NEW.product_id AND status = 'PUBLISHED');
  RETURN NEW;
END
$$;

CREATE FUNCTION offer_shown_product() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status = 'PUBLISHED' THEN
    INSERT INTO variant_offers (variant_id, currency, product_id, position, amount_minor, available, option_values)
    SELECT v.id, price.currency, v.product_id, v.position, price.amount_minor, coalesce(s.available > 0, false),
      option_values_of(v.selected_options)
    FROM product_variants v JOIN variant_prices price ON price.variant_id = v.id LEFT JOIN stock s ON s.variant_id = v.id
    WHERE v.product_id = NEW.id
    ON CONFLICT (variant_id, currency) DO UPDATE SET amount_minor = excluded.amount_minor, available = excluded.available;
  ELSE
    DELETE FROM variant_offers WHERE product_id = NEW.id;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER products_shown AFTER UPDATE OF status ON products
  FOR EACH ROW WHEN ((OLD.status = 'PUBLISHED') IS DISTINCT FROM (NEW.status = 'PUBLISHED'))
  EXECUTE FUNCTION offer_shown_product();

-- What is shown of a product has its prices, from which the range follows.
DROP TRIGGER product_price_ranges_revision_new ON product_price_ranges;
DROP TRIGGER product_price_ranges_revision_changed ON product_price_ranges;
DROP TRIGGER product_price_ranges_revision_gone ON product_price_ranges;
