-- Manuals and data sheets of products, as staff give them.
CREATE TABLE product_documents (
  id uuid PRIMARY KEY,
  product_id uuid NOT NULL REFERENCES products (id) ON DELETE CASCADE,
  media_id uuid NOT NULL REFERENCES media_files (id),
  title text NOT NULL CHECK (title <> ''),
  position integer NOT NULL CHECK (position >= 0)
);
CREATE INDEX product_documents_product_idx ON product_documents (product_id, position);
CREATE INDEX product_documents_media_idx ON product_documents (media_id);

-- What goes with its product is unused from then on, too.
CREATE FUNCTION release_files_of_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE media_files SET released_at = now() FROM (
    SELECT id FROM media_files WHERE id IN (SELECT media_id FROM gone) ORDER BY id FOR NO KEY UPDATE
  ) AS held WHERE media_files.id = held.id;
  RETURN NULL;
END
$$;
CREATE TRIGGER images_released AFTER DELETE ON images
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION release_files_of_gone();
CREATE TRIGGER product_documents_released AFTER DELETE ON product_documents
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION release_files_of_gone();

-- Which variants a picture shows, when it goes.
CREATE INDEX product_variants_image_idx ON product_variants (image_id) WHERE image_id IS NOT NULL;
