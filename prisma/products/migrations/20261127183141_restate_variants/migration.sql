-- Variants from before notifications kept pictures are announced once more.
DO $$
BEGIN
  IF to_regclass('messaging.restatements') IS NOT NULL THEN
    INSERT INTO messaging.restatements (name) SELECT 'variants' WHERE EXISTS (SELECT FROM product_variants) ON CONFLICT DO NOTHING;
  END IF;
END
$$;
