-- What a product's reviews are read in the order of; of equal ones the newest first, so that the worst first is not the best first backwards.
CREATE INDEX reviews_product_best_idx ON reviews (product_id, rating DESC, created_at DESC, id DESC);
CREATE INDEX reviews_product_worst_idx ON reviews (product_id, (-rating) DESC, created_at DESC, id DESC);
CREATE INDEX reviews_product_helpful_idx ON reviews (product_id, helpful_count DESC, created_at DESC, id DESC);
