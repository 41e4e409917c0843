-- That customers find a review ought not to be shown, once each. The review's row counts those that are open, under its lock.
ALTER TABLE reviews ADD COLUMN open_reports integer NOT NULL DEFAULT 0 CHECK (open_reports >= 0);
CREATE INDEX reviews_reported_idx ON reviews (open_reports DESC, id DESC) WHERE open_reports > 0;

CREATE TABLE review_reports (
  review_id uuid NOT NULL REFERENCES reviews (id) ON DELETE CASCADE,
  customer_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('SPAM', 'OFFENSIVE', 'OFF_TOPIC', 'OTHER')),
  text text CHECK (text <> ''),
  reported_at timestamptz(3) NOT NULL,
  closed_at timestamptz(3),
  PRIMARY KEY (review_id, customer_id)
);
CREATE INDEX review_reports_customer_idx ON review_reports (customer_id);
