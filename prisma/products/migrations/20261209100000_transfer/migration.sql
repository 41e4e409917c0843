-- Files of products that staff may fetch, and those that are worked line by line.
CREATE TABLE product_exports (
  id uuid PRIMARY KEY,
  token_sha256 text NOT NULL CHECK (token_sha256 ~ '^[0-9a-f]{64}$'),
  content text NOT NULL CHECK (content IN ('PRODUCTS', 'PRICES', 'STOCK')),
  format text NOT NULL CHECK (format IN ('CSV', 'JSONL')),
  currency text NOT NULL,
  staff_id uuid NOT NULL,
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL
);
CREATE UNIQUE INDEX product_exports_token_key ON product_exports (token_sha256);
CREATE INDEX product_exports_expires_idx ON product_exports (expires_at);

CREATE TABLE product_imports (
  id uuid PRIMARY KEY,
  upload_id uuid NOT NULL,
  filename text NOT NULL,
  byte_size integer NOT NULL,
  content text NOT NULL CHECK (content IN ('PRODUCTS', 'PRICES', 'STOCK')),
  format text NOT NULL CHECK (format IN ('CSV', 'JSONL')),
  currency text NOT NULL,
  category_id uuid,
  may_set_prices boolean NOT NULL,
  is_dry_run boolean NOT NULL,
  staff_id uuid NOT NULL,
  reason text,
  status text NOT NULL DEFAULT 'WAITING' CHECK (status IN ('WAITING', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED')),
  lines_read integer NOT NULL DEFAULT 0,
  created integer NOT NULL DEFAULT 0,
  updated integer NOT NULL DEFAULT 0,
  unchanged integer NOT NULL DEFAULT 0,
  failed integer NOT NULL DEFAULT 0,
  ignored_columns text[] NOT NULL,
  failure text,
  created_at timestamptz(3) NOT NULL,
  started_at timestamptz(3),
  finished_at timestamptz(3),
  lease_id uuid,
  leased_until timestamptz(3),
  attempts integer NOT NULL DEFAULT 0,
  version integer NOT NULL DEFAULT 1
);
CREATE INDEX product_imports_newest_idx ON product_imports (created_at DESC, id DESC);
CREATE INDEX product_imports_open_idx ON product_imports (created_at) WHERE status IN ('WAITING', 'RUNNING');

CREATE TABLE product_import_lines (
  import_id uuid NOT NULL REFERENCES product_imports (id) ON DELETE CASCADE,
  line integer NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('CREATED', 'UPDATED', 'UNCHANGED', 'FAILED')),
  subject text NOT NULL,
  product_id uuid,
  messages text[] NOT NULL,
  PRIMARY KEY (import_id, line)
);
CREATE INDEX product_import_lines_outcome_idx ON product_import_lines (import_id, outcome, line);

-- Until when an upload is kept that an import reads.
ALTER TABLE media_uploads ADD COLUMN kept_until timestamptz(3);
