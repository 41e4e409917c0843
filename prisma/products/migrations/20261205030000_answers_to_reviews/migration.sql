-- What the shop answers to a review.
ALTER TABLE reviews
  ADD COLUMN answer_body text CHECK (answer_body <> ''),
  ADD COLUMN answered_at timestamptz(3),
  ADD COLUMN answer_edited_at timestamptz(3),
  ADD CONSTRAINT reviews_answer_check CHECK (
    (answer_body IS NULL) = (answered_at IS NULL) AND (answer_edited_at IS NULL OR answered_at IS NOT NULL));
