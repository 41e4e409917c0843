-- Variants from before notifications kept what alerts show of them are announced once more.
DO $$
BEGIN
  IF to_regclass('messaging.restatements') IS NOT NULL THEN
    INSERT INTO messaging.restatements (name) SELECT 'variants' WHERE EXISTS (SELECT FROM product_variants)
    ON CONFLICT (name) DO UPDATE SET position = NULL, finished_at = NULL;
  END IF;
END
$$;
