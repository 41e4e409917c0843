-- What bundles consisted of when they were ordered; null for all that is no bundle, and for orders from before.
ALTER TABLE order_lines ADD COLUMN bundle_parts jsonb;
