-- concurrently
-- Few products say something else than what was translated.
CREATE INDEX CONCURRENTLY products_outdated_idx ON products (id) WHERE outdated_texts <> '{}';
