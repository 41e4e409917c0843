-- Carts keep what bundles consist of: where there are any, all variants are announced once more. Bundles with parts that shoppers do not see are
-- worked out anew, and announced where they are different.
DO $$
BEGIN
  IF to_regclass('messaging.restatements') IS NOT NULL THEN
    INSERT INTO messaging.restatements (name) SELECT name FROM (VALUES ('variants'), ('bundles')) AS restated (name)
    WHERE EXISTS (SELECT FROM bundle_parts)
    ON CONFLICT (name) DO UPDATE SET position = NULL, finished_at = NULL;
  END IF;
END
$$;
