-- Files that staff upload. What is stored is named by its SHA-256, so that the same file is stored once.
CREATE TABLE media_files (
  id uuid PRIMARY KEY,
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  storage_key text NOT NULL CHECK (storage_key <> ''),
  media_type text NOT NULL,
  byte_size integer NOT NULL CHECK (byte_size > 0),
  width integer CHECK (width > 0),
  height integer CHECK (height > 0),
  filename text NOT NULL CHECK (filename <> ''),
  created_at timestamptz(3) NOT NULL,
  released_at timestamptz(3) NOT NULL,
  CONSTRAINT media_files_size_check CHECK ((width IS NULL) = (height IS NULL))
);
CREATE UNIQUE INDEX media_files_sha256_key ON media_files (sha256);
CREATE INDEX media_files_released_idx ON media_files (released_at);

CREATE TABLE media_uploads (
  id uuid PRIMARY KEY,
  filename text NOT NULL CHECK (filename <> ''),
  media_type text NOT NULL,
  byte_size integer NOT NULL CHECK (byte_size > 0),
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  received_at timestamptz(3),
  refused_at timestamptz(3),
  media_id uuid REFERENCES media_files (id) ON DELETE SET NULL
);
CREATE INDEX media_uploads_created_idx ON media_uploads (created_at);
CREATE INDEX media_uploads_media_idx ON media_uploads (media_id);

-- A picture is drawn from its key, or is a file that was uploaded.
ALTER TABLE images ADD COLUMN media_id uuid REFERENCES media_files (id);
CREATE INDEX images_media_idx ON images (media_id) WHERE media_id IS NOT NULL;
