-- Sales from before products kept who bought what are announced to it.
DO $$
BEGIN
  IF to_regclass('messaging.restatements') IS NOT NULL THEN
    INSERT INTO messaging.restatements (name) SELECT 'purchases' WHERE EXISTS (SELECT FROM "orders" WHERE "step" = 'confirmed') ON CONFLICT DO NOTHING;
  END IF;
END
$$;
