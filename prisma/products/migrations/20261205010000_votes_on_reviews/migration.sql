-- Whether customers find a review helpful, one vote each. The review's row counts them, under its lock.
ALTER TABLE reviews
  ADD COLUMN helpful_count integer NOT NULL DEFAULT 0 CHECK (helpful_count >= 0),
  ADD COLUMN unhelpful_count integer NOT NULL DEFAULT 0 CHECK (unhelpful_count >= 0);

CREATE TABLE review_votes (
  review_id uuid NOT NULL REFERENCES reviews (id) ON DELETE CASCADE,
  customer_id uuid NOT NULL,
  is_helpful boolean NOT NULL,
  voted_at timestamptz(3) NOT NULL,
  PRIMARY KEY (review_id, customer_id)
);
CREATE INDEX review_votes_customer_idx ON review_votes (customer_id);
