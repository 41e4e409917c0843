-- Promotions as staff keep them, their codes, and how often they were used.
CREATE TABLE promotions (
  id uuid PRIMARY KEY,
  title text NOT NULL CHECK (title <> ''),
  description text,
  translations jsonb NOT NULL DEFAULT '{}',
  needs_code boolean NOT NULL,
  is_enabled boolean NOT NULL,
  starts_at timestamptz(3) NOT NULL,
  ends_at timestamptz(3),
  priority integer NOT NULL,
  combines_with text[] NOT NULL,
  selection jsonb NOT NULL,
  conditions jsonb NOT NULL,
  effect jsonb NOT NULL,
  usage_limit integer CHECK (usage_limit >= 1),
  usage_limit_per_customer integer CHECK (usage_limit_per_customer >= 1),
  version integer NOT NULL CHECK (version >= 1),
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT promotions_times_check CHECK (ends_at > starts_at)
);
CREATE INDEX promotions_created_at_idx ON promotions (created_at, id);
CREATE INDEX promotions_enabled_idx ON promotions (id) WHERE is_enabled;

-- In a table of its own: orders change it, and a narrow row is soon rewritten. Whoever changes any count of a promotion locks its row first.
CREATE TABLE promotion_counts (
  promotion_id uuid PRIMARY KEY,
  used_count integer NOT NULL DEFAULT 0 CHECK (used_count >= 0),
  CONSTRAINT promotion_counts_promotion_id_fkey FOREIGN KEY (promotion_id) REFERENCES promotions (id) ON DELETE CASCADE
);

CREATE TABLE promotion_codes (
  id uuid PRIMARY KEY,
  promotion_id uuid NOT NULL,
  code text NOT NULL CHECK (code ~ '^[A-Z0-9_-]{1,40}$'),
  batch_id uuid NOT NULL,
  customer_id uuid,
  usage_limit integer CHECK (usage_limit >= 1),
  used_count integer NOT NULL DEFAULT 0 CHECK (used_count >= 0),
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT promotion_codes_promotion_id_fkey FOREIGN KEY (promotion_id) REFERENCES promotions (id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX promotion_codes_code_key ON promotion_codes (code);
CREATE INDEX promotion_codes_newest_idx ON promotion_codes (promotion_id, created_at, id);
CREATE INDEX promotion_codes_batch_id_idx ON promotion_codes (batch_id);
CREATE INDEX promotion_codes_customer_id_idx ON promotion_codes (customer_id) WHERE customer_id IS NOT NULL;

-- How often a buyer has used a promotion. The key is a customer's id, or a digest of the address that a guest orders with.
CREATE TABLE promotion_buyers (
  promotion_id uuid NOT NULL,
  buyer_key text NOT NULL,
  used_count integer NOT NULL CHECK (used_count >= 0),
  CONSTRAINT promotion_buyers_pkey PRIMARY KEY (promotion_id, buyer_key),
  CONSTRAINT promotion_buyers_promotion_id_fkey FOREIGN KEY (promotion_id) REFERENCES promotion_counts (promotion_id) ON DELETE CASCADE
);
CREATE INDEX promotion_buyers_buyer_key_idx ON promotion_buyers (buyer_key);

-- What an order has used, so that it uses it once and can give it back. No foreign keys: what was deleted since has no counts to give back.
CREATE TABLE promotion_uses (
  order_id uuid NOT NULL,
  promotion_id uuid NOT NULL,
  code_id uuid,
  buyer_key text,
  used_at timestamptz(3) NOT NULL,
  CONSTRAINT promotion_uses_pkey PRIMARY KEY (order_id, promotion_id)
);
CREATE INDEX promotion_uses_used_at_idx ON promotion_uses (used_at);
CREATE INDEX promotion_uses_buyer_key_idx ON promotion_uses (buyer_key);

-- What buyers have entered, as they wrote it.
ALTER TABLE carts ADD COLUMN discount_codes text[] NOT NULL DEFAULT ARRAY[]::text[];

-- Who enters codes that there are not, how often; hashes.
CREATE TABLE discount_code_attempts (
  subject text PRIMARY KEY,
  count integer NOT NULL,
  next_at timestamptz(3) NOT NULL,
  ends_at timestamptz(3) NOT NULL
);
CREATE INDEX discount_code_attempts_ends_at_idx ON discount_code_attempts (ends_at);
