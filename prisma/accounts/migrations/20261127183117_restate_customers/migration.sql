-- Customers from before notifications kept names and languages are announced once more.
DO $$
BEGIN
  IF to_regclass('messaging.restatements') IS NOT NULL THEN
    INSERT INTO messaging.restatements (name) SELECT 'customers' WHERE EXISTS (SELECT FROM "users" WHERE "role" <> 'GUEST') ON CONFLICT DO NOTHING;
  END IF;
END
$$;
