-- Carts keep what bundles consist of: where there are any, all variants are announced once more.
DO $$
BEGIN
  IF to_regclass('messaging.restatements') IS NOT NULL THEN
    INSERT INTO messaging.restatements (name) SELECT 'variants' WHERE EXISTS (SELECT FROM bundle_parts)
    ON CONFLICT (name) DO UPDATE SET position = NULL, finished_at = NULL;
  END IF;
END
$$;
