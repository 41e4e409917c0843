-- When it was asked for what a consent is to, where the address had to be confirmed first.
ALTER TABLE consents ADD COLUMN asked_at timestamptz(3);

-- That somebody would like the newsletter at an address that is not known to be theirs: no consent, and nothing is sent by it.
CREATE TABLE newsletter_wishes (
  id uuid PRIMARY KEY,
  email text NOT NULL,
  user_id uuid NOT NULL,
  source consent_source NOT NULL,
  token_hash text,
  asked_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  -- Who registers confirms the address of the account; a buyer gets a link of its own.
  CONSTRAINT newsletter_wishes_link CHECK ((source = 'REGISTRATION') = (token_hash IS NULL))
);
CREATE UNIQUE INDEX newsletter_wishes_once ON newsletter_wishes (user_id, email, source);
CREATE UNIQUE INDEX newsletter_wishes_token_key ON newsletter_wishes (token_hash);
CREATE INDEX newsletter_wishes_email_idx ON newsletter_wishes (email);
CREATE INDEX newsletter_wishes_expires_idx ON newsletter_wishes (expires_at);

-- Files of consents that staff may fetch.
CREATE TABLE consent_exports (
  id uuid PRIMARY KEY,
  token_sha256 text NOT NULL CHECK (token_sha256 ~ '^[0-9a-f]{64}$'),
  format text NOT NULL CHECK (format IN ('CSV', 'JSONL')),
  staff_id uuid NOT NULL,
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL
);
CREATE UNIQUE INDEX consent_exports_token_key ON consent_exports (token_sha256);
CREATE INDEX consent_exports_expires_idx ON consent_exports (expires_at);
