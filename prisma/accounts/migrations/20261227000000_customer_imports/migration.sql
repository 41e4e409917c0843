-- Files of customers that are worked line by line.
CREATE TABLE customer_imports (
  id uuid PRIMARY KEY,
  token_sha256 text NOT NULL CHECK (token_sha256 ~ '^[0-9a-f]{64}$'),
  expires_at timestamptz(3) NOT NULL,
  filename text NOT NULL,
  byte_size integer NOT NULL,
  format text NOT NULL CHECK (format IN ('CSV', 'JSONL')),
  is_dry_run boolean NOT NULL,
  staff_id uuid NOT NULL,
  reason text,
  status text NOT NULL DEFAULT 'EXPECTED'
    CHECK (status IN ('EXPECTED', 'WAITING', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED')),
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
CREATE UNIQUE INDEX customer_imports_token_key ON customer_imports (token_sha256);
CREATE INDEX customer_imports_newest_idx ON customer_imports (created_at DESC, id DESC);
CREATE INDEX customer_imports_open_idx ON customer_imports (created_at) WHERE status IN ('WAITING', 'RUNNING');

-- The file, until the import is over.
CREATE TABLE customer_import_pieces (
  import_id uuid NOT NULL REFERENCES customer_imports (id) ON DELETE CASCADE,
  position integer NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (import_id, position)
);

CREATE TABLE customer_import_lines (
  import_id uuid NOT NULL REFERENCES customer_imports (id) ON DELETE CASCADE,
  line integer NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('CREATED', 'UPDATED', 'UNCHANGED', 'FAILED')),
  subject text NOT NULL,
  customer_id uuid,
  messages text[] NOT NULL,
  PRIMARY KEY (import_id, line)
);
CREATE INDEX customer_import_lines_outcome_idx ON customer_import_lines (import_id, outcome, line);
CREATE INDEX customer_import_lines_customer_idx ON customer_import_lines (customer_id);
CREATE INDEX customer_import_lines_subject_idx ON customer_import_lines (subject);

-- Whom a file brought in: until they set a password nobody has been in the account.
ALTER TABLE users ADD COLUMN brought_in_at timestamptz(3);

-- Addresses of those who were erased, as keyed hashes: no file brings them back.
CREATE TABLE erased_addresses (
  email_hash text PRIMARY KEY CHECK (email_hash ~ '^[0-9a-f]{64}$'),
  erased_at timestamptz(3) NOT NULL
);
CREATE INDEX erased_addresses_erased_at_idx ON erased_addresses (erased_at);
