-- concurrently
-- Which variants have a value: lists by price ask it of all at once.
CREATE INDEX CONCURRENTLY attribute_values_terms_idx ON attribute_values USING gin (terms);
