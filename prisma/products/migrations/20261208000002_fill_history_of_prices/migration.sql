-- Apart from the change of the tables, so that prices are read and set all the while: triggers keep what has changed since then. Nothing is
-- deleted meanwhile, whose history would not end. Of reductions that run already nothing is known.
INSERT INTO variant_price_history (variant_id, currency, began_at, amount_minor, compare_at_minor)
SELECT p.variant_id, p.currency, now(), p.amount_minor, p.compare_at_minor
FROM product_variants AS v JOIN variant_prices AS p ON p.variant_id = v.id
ORDER BY v.id FOR KEY SHARE
ON CONFLICT DO NOTHING;
