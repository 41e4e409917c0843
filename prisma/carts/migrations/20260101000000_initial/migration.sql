CREATE TABLE carts (
  id uuid PRIMARY KEY,
  owner_id uuid NOT NULL,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  status text NOT NULL DEFAULT 'ACTIVE' CHECK (status IN ('ACTIVE', 'CHECKING_OUT', 'COMPLETED')),
  email text,
  country_code text CHECK (country_code ~ '^[A-Z]{2}$'),
  postal_code text,
  delivery_option text,
  frozen_for_order uuid,
  frozen_at timestamptz(3),
  freeze_confirmed boolean NOT NULL DEFAULT false,
  frozen_snapshot jsonb,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT carts_frozen_unless_active CHECK (
    num_nonnulls(frozen_for_order, frozen_at, frozen_snapshot) = CASE status WHEN 'ACTIVE' THEN 0 ELSE 3 END
    AND (status <> 'ACTIVE' OR NOT freeze_confirmed)
  )
);

CREATE UNIQUE INDEX carts_one_active_per_owner ON carts (owner_id) WHERE status = 'ACTIVE';
CREATE UNIQUE INDEX carts_frozen_for_order_key ON carts (frozen_for_order);
CREATE INDEX carts_owner_id_idx ON carts (owner_id);

CREATE TABLE merged_carts (
  id uuid PRIMARY KEY,
  into_cart_id uuid NOT NULL REFERENCES carts (id) ON DELETE CASCADE,
  merged_at timestamptz(3) NOT NULL
);

CREATE INDEX merged_carts_into_cart_id_idx ON merged_carts (into_cart_id);

CREATE TABLE variants (
  variant_id uuid PRIMARY KEY,
  product_id uuid NOT NULL,
  version integer NOT NULL,
  title text NOT NULL,
  variant_title text NOT NULL,
  sku text NOT NULL,
  weight_grams integer NOT NULL CHECK (weight_grams >= 0),
  for_sale boolean NOT NULL
);

CREATE TABLE variant_prices (
  variant_id uuid NOT NULL REFERENCES variants (variant_id) ON DELETE CASCADE,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  amount_minor integer NOT NULL CHECK (amount_minor >= 0),
  compare_at_minor integer CHECK (compare_at_minor >= 0),
  PRIMARY KEY (variant_id, currency)
);

CREATE TABLE variant_stock (
  variant_id uuid PRIMARY KEY,
  version integer NOT NULL,
  available integer NOT NULL CHECK (available BETWEEN 0 AND 100)
);

CREATE TABLE cart_lines (
  id uuid PRIMARY KEY,
  cart_id uuid NOT NULL REFERENCES carts (id) ON DELETE CASCADE,
  variant_id uuid NOT NULL REFERENCES variants (variant_id) ON DELETE RESTRICT,
  quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 99),
  quoted_unit_minor integer NOT NULL CHECK (quoted_unit_minor >= 0)
);

CREATE UNIQUE INDEX cart_lines_cart_id_variant_id_key ON cart_lines (cart_id, variant_id);
CREATE INDEX cart_lines_variant_id_idx ON cart_lines (variant_id);

CREATE TABLE settled_orders (
  order_id uuid PRIMARY KEY,
  outcome text NOT NULL CHECK (outcome IN ('CONFIRMED', 'CANCELLED')),
  settled_at timestamptz(3) NOT NULL
);

CREATE INDEX settled_orders_settled_at_idx ON settled_orders (settled_at);

CREATE TABLE idempotency_keys (
  user_id uuid NOT NULL,
  operation text NOT NULL,
  key text NOT NULL,
  fingerprint text NOT NULL,
  cart_id uuid,
  warnings jsonb NOT NULL DEFAULT '[]',
  created_at timestamptz(3) NOT NULL,
  PRIMARY KEY (user_id, operation, key)
);

CREATE INDEX idempotency_keys_created_at_idx ON idempotency_keys (created_at);
