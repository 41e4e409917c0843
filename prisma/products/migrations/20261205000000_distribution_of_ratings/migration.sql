-- How many of a product's reviews gave how many stars, of those that are shown. Triggers keep it, whoever writes, also the release
-- before this one. What is shown of the product is another with it, so that its revision is renewed.
CREATE TABLE product_rating_counts (
  product_id uuid NOT NULL REFERENCES products (id) ON DELETE CASCADE,
  rating integer NOT NULL CHECK (rating BETWEEN 1 AND 5),
  reviews integer NOT NULL CHECK (reviews >= 0),
  PRIMARY KEY (product_id, rating)
);

CREATE FUNCTION count_new_ratings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM renew_revisions(ARRAY (SELECT DISTINCT product_id FROM after));
  INSERT INTO product_rating_counts AS kept (product_id, rating, reviews)
  SELECT product_id, rating, count(*) FROM after WHERE hidden_at IS NULL GROUP BY product_id, rating ORDER BY product_id, rating
  ON CONFLICT (product_id, rating) DO UPDATE SET reviews = kept.reviews + excluded.reviews;
  RETURN NULL;
END
$$;
CREATE TRIGGER reviews_rating_new AFTER INSERT ON reviews
  REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION count_new_ratings();

-- The product is held first, so that two that change the same stars the other way round do not wait for each other.
CREATE FUNCTION count_changed_rating() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM renew_revisions(ARRAY [OLD.product_id]);
  IF OLD.hidden_at IS NULL THEN
    UPDATE product_rating_counts SET reviews = reviews - 1 WHERE product_id = OLD.product_id AND rating = OLD.rating;
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.hidden_at IS NULL THEN
    INSERT INTO product_rating_counts AS kept (product_id, rating, reviews) VALUES (NEW.product_id, NEW.rating, 1)
    ON CONFLICT (product_id, rating) DO UPDATE SET reviews = kept.reviews + 1;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER reviews_rating_changed AFTER UPDATE OF rating, hidden_at ON reviews FOR EACH ROW
  WHEN (OLD.rating <> NEW.rating OR (OLD.hidden_at IS NULL) <> (NEW.hidden_at IS NULL))
  EXECUTE FUNCTION count_changed_rating();
CREATE TRIGGER reviews_rating_gone AFTER DELETE ON reviews FOR EACH ROW EXECUTE FUNCTION count_changed_rating();

INSERT INTO product_rating_counts (product_id, rating, reviews)
SELECT product_id, rating, count(*) FROM reviews WHERE hidden_at IS NULL GROUP BY product_id, rating;
