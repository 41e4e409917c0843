-- Variants whose titles were translated before carts kept them are announced once more, where messaging is there already.
DO $$ BEGIN
  IF to_regclass('messaging.restatements') IS NOT NULL THEN
    INSERT INTO messaging.restatements (name) SELECT 'variants' WHERE EXISTS (SELECT FROM products WHERE translations <> '{}') ON CONFLICT DO NOTHING;
  END IF;
END $$;
