-- What bundles consist of: carts say what they save, and orders keep it.
ALTER TABLE variants ADD COLUMN bundle_parts jsonb NOT NULL DEFAULT '[]';
