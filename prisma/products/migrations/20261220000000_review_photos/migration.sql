-- Photos that customers add to their reviews.

-- Whose upload it is; null for one of staff.
ALTER TABLE media_uploads ADD COLUMN customer_id uuid;
CREATE INDEX media_uploads_customer_idx ON media_uploads (customer_id, created_at) WHERE customer_id IS NOT NULL;

CREATE TABLE review_photos (
  id uuid PRIMARY KEY,
  review_id uuid NOT NULL REFERENCES reviews (id) ON DELETE CASCADE,
  media_id uuid NOT NULL REFERENCES media_files (id),
  key text NOT NULL CHECK (key <> ''),
  alt_text text NOT NULL CHECK (alt_text <> ''),
  width integer NOT NULL CHECK (width > 0),
  height integer NOT NULL CHECK (height > 0),
  placeholder text,
  position integer NOT NULL CHECK (position >= 0)
);
CREATE INDEX review_photos_review_idx ON review_photos (review_id, position);
CREATE INDEX review_photos_media_idx ON review_photos (media_id);
CREATE TRIGGER review_photos_released AFTER DELETE ON review_photos
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION release_files_of_gone();
