-- Videos and 3D models of products, among their pictures.
CREATE TABLE product_media (
  id uuid PRIMARY KEY,
  product_id uuid NOT NULL REFERENCES products (id) ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('VIDEO', 'MODEL', 'EXTERNAL_VIDEO')),
  media_id uuid REFERENCES media_files (id),
  host text CHECK (host IN ('YOUTUBE', 'VIMEO')),
  video_id text CHECK (video_id <> ''),
  alt_text text NOT NULL,
  pictures_before integer NOT NULL CHECK (pictures_before >= 0),
  position integer NOT NULL CHECK (position >= 0),
  CONSTRAINT product_media_source_check CHECK (
    (kind = 'EXTERNAL_VIDEO') = (media_id IS NULL)
    AND (kind = 'EXTERNAL_VIDEO') = (host IS NOT NULL)
    AND (kind = 'EXTERNAL_VIDEO') = (video_id IS NOT NULL)
  )
);
CREATE INDEX product_media_product_idx ON product_media (product_id, position);
CREATE INDEX product_media_media_idx ON product_media (media_id) WHERE media_id IS NOT NULL;
CREATE TRIGGER product_media_released AFTER DELETE ON product_media
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION release_files_of_gone();

-- What is shown until one of them plays.
CREATE TABLE media_posters (
  id uuid PRIMARY KEY,
  product_media_id uuid NOT NULL REFERENCES product_media (id) ON DELETE CASCADE,
  media_id uuid NOT NULL REFERENCES media_files (id),
  key text NOT NULL CHECK (key <> ''),
  width integer NOT NULL CHECK (width > 0),
  height integer NOT NULL CHECK (height > 0),
  placeholder text
);
CREATE UNIQUE INDEX media_posters_product_media_id_key ON media_posters (product_media_id);
CREATE INDEX media_posters_media_idx ON media_posters (media_id);
CREATE TRIGGER media_posters_released AFTER DELETE ON media_posters
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION release_files_of_gone();
