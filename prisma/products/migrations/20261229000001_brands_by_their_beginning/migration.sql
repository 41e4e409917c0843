-- concurrently
-- Suggestions offer the brands whose names begin with what is typed: one look for each, whatever the number of their products.
CREATE INDEX CONCURRENTLY products_brand_beginning_idx ON products ((search_key(brand) COLLATE "C"), brand) WHERE status = 'PUBLISHED';
