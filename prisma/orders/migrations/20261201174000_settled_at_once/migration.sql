-- Orders of guests were given to their buyers by a message after they had been settled, and now are in the transaction that settles
-- them. What was on its way is made up for.
DO $$
BEGIN
  IF to_regclass('messaging.restatements') IS NOT NULL THEN
    INSERT INTO messaging.restatements (name) SELECT 'guest orders' WHERE EXISTS (SELECT FROM "orders" WHERE "customer_id" = "guest_id") ON CONFLICT DO NOTHING;
  END IF;
END
$$;
