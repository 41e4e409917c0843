-- What facets count of a product, one row for each currency that it is sold in: what any of its variants is, each value once and
-- in order, so that products that are alike have equal arrays. Triggers keep it, whoever writes.
CREATE TABLE product_offers (
  product_id uuid NOT NULL REFERENCES products (id) ON DELETE CASCADE,
  currency text NOT NULL,
  availability boolean[] NOT NULL,
  price_steps integer[] NOT NULL,
  option_values text[] NOT NULL,
  PRIMARY KEY (product_id, currency)
) WITH (fillfactor = 80);

-- The step of a price, counted from 1; 1, 2, 5, 10, 20, 50, … begin a new one. The same as `rules/price-steps.ts` of the search.
CREATE FUNCTION price_step(amount_minor bigint) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT width_bucket(amount_minor, '{
    1,2,5, 10,20,50, 100,200,500, 1000,2000,5000, 10000,20000,50000, 100000,200000,500000, 1000000,2000000,5000000,
    10000000,20000000,50000000, 100000000,200000000,500000000, 1000000000,2000000000,5000000000,
    10000000000,20000000000,50000000000, 100000000000,200000000000,500000000000, 1000000000000,2000000000000,5000000000000,
    10000000000000,20000000000000,50000000000000, 100000000000000,200000000000000,500000000000000}'::bigint[])
$$;

CREATE FUNCTION sum_up_offers(changed uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  -- Whoever sets a price or moves stock holds its products already; of others, one at a time sums up a product.
  PERFORM FROM products WHERE id = ANY (changed) ORDER BY id FOR NO KEY UPDATE;
  DELETE FROM product_offers kept WHERE kept.product_id = ANY (changed)
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
END
$$;

CREATE FUNCTION sum_up_changed_offers() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed uuid[];
BEGIN
  IF TG_OP = 'UPDATE' THEN
    changed := ARRAY (SELECT product_id FROM before UNION SELECT product_id FROM after);
  ELSE
    changed := ARRAY (SELECT DISTINCT product_id FROM after);
  END IF;
  IF changed <> '{}' THEN
    PERFORM sum_up_offers(changed);
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER variant_offers_summed_up_new AFTER INSERT ON variant_offers
  REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION sum_up_changed_offers();
CREATE TRIGGER variant_offers_summed_up_changed AFTER UPDATE ON variant_offers
  REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION sum_up_changed_offers();
CREATE TRIGGER variant_offers_summed_up_gone AFTER DELETE ON variant_offers
  REFERENCING OLD TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION sum_up_changed_offers();

-- The triggers hold writers back until this is committed, so nothing is missed in between.
INSERT INTO product_offers (product_id, currency, availability, price_steps, option_values)
SELECT o.product_id, o.currency, array_agg(DISTINCT o.available), array_agg(DISTINCT price_step(o.amount_minor)),
  coalesce(array_agg(DISTINCT value) FILTER (WHERE value IS NOT NULL), '{}')
FROM variant_offers o LEFT JOIN LATERAL unnest(o.option_values) AS value ON true
GROUP BY o.product_id, o.currency;
