-- Taxes as data that staff keep: classes of products, zones, rates with their sources, and who pays none.
CREATE TABLE tax_classes (
  id uuid PRIMARY KEY,
  code text NOT NULL CHECK (code ~ '^[A-Z][A-Z0-9_]{0,39}$'),
  name text NOT NULL CHECK (name <> ''),
  version integer NOT NULL DEFAULT 1 CHECK (version >= 1),
  created_at timestamptz(3) NOT NULL
);
CREATE UNIQUE INDEX tax_classes_code_key ON tax_classes (code);

CREATE TABLE tax_zones (
  id uuid PRIMARY KEY,
  country_code text NOT NULL CHECK (country_code ~ '^[A-Z]{2}$'),
  region text CHECK (region ~ '^[A-Z0-9]{1,3}$'),
  prices_include_tax boolean NOT NULL,
  rounding text NOT NULL CHECK (rounding IN ('LINE', 'RATE')),
  delivery_tax text NOT NULL CHECK (delivery_tax IN ('OWN_CLASS', 'PROPORTIONAL')),
  assumed_for text[] NOT NULL,
  version integer NOT NULL DEFAULT 1 CHECK (version >= 1),
  created_at timestamptz(3) NOT NULL
);
CREATE UNIQUE INDEX tax_zones_place_key ON tax_zones (country_code, coalesce(region, ''));

CREATE TABLE tax_rates (
  id uuid PRIMARY KEY,
  country_code text NOT NULL CHECK (country_code ~ '^[A-Z]{2}$'),
  region text CHECK (region ~ '^[A-Z0-9]{1,3}$'),
  tax_class_id uuid,
  basis_points integer NOT NULL CHECK (basis_points BETWEEN 0 AND 10000),
  valid_from timestamptz(3),
  valid_until timestamptz(3),
  source text NOT NULL CHECK (source <> ''),
  read_on date NOT NULL,
  version integer NOT NULL DEFAULT 1 CHECK (version >= 1),
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT tax_rates_times_check CHECK (valid_from < valid_until),
  CONSTRAINT tax_rates_tax_class_id_fkey FOREIGN KEY (tax_class_id) REFERENCES tax_classes (id) ON DELETE RESTRICT
);
CREATE INDEX tax_rates_tax_class_id_idx ON tax_rates (tax_class_id);

CREATE TABLE tax_settings (
  is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  shop_country text CHECK (shop_country ~ '^[A-Z]{2}$'),
  trusts_format boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1 CHECK (version >= 1)
);

CREATE TABLE customer_tax_exemptions (
  customer_id uuid PRIMARY KEY,
  ground text NOT NULL CHECK (ground <> ''),
  until timestamptz(3),
  set_at timestamptz(3) NOT NULL,
  CONSTRAINT customer_tax_exemptions_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers (customer_id) ON DELETE CASCADE
);
CREATE INDEX customer_tax_exemptions_newest_idx ON customer_tax_exemptions (set_at DESC, customer_id DESC);

-- The business that buys, and what the register of VAT numbers said of it.
ALTER TABLE carts ADD COLUMN tax_identity jsonb;

-- A shop begins with these (subgraphs/carts/src/taxes/rules/tax-rates.ts says where they are from); staff change all of them.
INSERT INTO tax_settings DEFAULT VALUES;
INSERT INTO tax_classes (id, code, name, created_at) VALUES
  ('01990000-0000-7000-8000-0c1a00000001', 'BOOKS', 'Printed books', now()),
  ('01990000-0000-7000-8000-0c1a00000002', 'FOOD', 'Food that is not served', now());
INSERT INTO tax_zones (id, country_code, prices_include_tax, rounding, delivery_tax, assumed_for, created_at) VALUES
  ('01990000-0000-7000-8000-0c2000000001', 'AT', true, 'RATE', 'OWN_CLASS', '{}', now()),
  ('01990000-0000-7000-8000-0c2000000002', 'BE', true, 'RATE', 'OWN_CLASS', '{}', now()),
  ('01990000-0000-7000-8000-0c2000000003', 'BG', true, 'RATE', 'OWN_CLASS', '{}', now()),
  ('01990000-0000-7000-8000-0c2000000004', 'CH', true, 'RATE', 'OWN_CLASS', '{CHF}', now()),
  ('01990000-0000-7000-8000-0c2000000005', 'CY', true, 'RATE', 'OWN_CLASS', '{}', now()),
  ('01990000-0000-7000-8000-0c2000000006', 'CZ', true, 'RATE', 'OWN_CLASS', '{CZK}', now()),
  ('01990000-0000-7000-8000-0c2000000007', 'DE', true, 'RATE', 'OWN_CLASS', '{EUR}', now()),
  ('01990000-0000-7000-8000-0c2000000008', 'DK', true, 'RATE', 'OWN_CLASS', '{DKK}', now()),
  ('01990000-0000-7000-8000-0c2000000009', 'EE', true, 'RATE', 'OWN_CLASS', '{}', now()),
  ('01990000-0000-7000-8000-0c2000000010', 'ES', true, 'RATE', 'OWN_CLASS', '{}', now()),
  ('01990000-0000-7000-8000-0c2000000011', 'FI', true, 'RATE', 'OWN_CLASS', '{}', now()),
  ('01990000-0000-7000-8000-0c2000000012', 'FR', true, 'RATE', 'OWN_CLASS', '{}', now()),
  ('01990000-0000-7000-8000-0c2000000013', 'GB', true, 'RATE', 'OWN_CLASS', '{GBP}', now()),
  ('01990000-0000-7000-8000-0c2000000014', 'GR', true, 'RATE', 'OWN_CLASS', '{}', now()),
  ('01990000-0000-7000-8000-0c2000000015', 'HR', true, 'RATE', 'OWN_CLASS', '{}', now()),
  ('01990000-0000-7000-8000-0c2000000016', 'HU', true, 'RATE', 'OWN_CLASS', '{HUF}', now()),
  ('01990000-0000-7000-8000-0c2000000017', 'IE', true, 'RATE', 'OWN_CLASS', '{}', now()),
  ('01990000-0000-7000-8000-0c2000000018', 'IT', true, 'RATE', 'OWN_CLASS', '{}', now()),
  ('01990000-0000-7000-8000-0c2000000019', 'LT', true, 'RATE', 'OWN_CLASS', '{}', now()),
  ('01990000-0000-7000-8000-0c2000000020', 'LU', true, 'RATE', 'OWN_CLASS', '{}', now()),
  ('01990000-0000-7000-8000-0c2000000021', 'LV', true, 'RATE', 'OWN_CLASS', '{}', now()),
  ('01990000-0000-7000-8000-0c2000000022', 'MT', true, 'RATE', 'OWN_CLASS', '{}', now()),
  ('01990000-0000-7000-8000-0c2000000023', 'NL', true, 'RATE', 'OWN_CLASS', '{}', now()),
  ('01990000-0000-7000-8000-0c2000000024', 'NO', true, 'RATE', 'OWN_CLASS', '{NOK}', now()),
  ('01990000-0000-7000-8000-0c2000000025', 'PL', true, 'RATE', 'OWN_CLASS', '{PLN}', now()),
  ('01990000-0000-7000-8000-0c2000000026', 'PT', true, 'RATE', 'OWN_CLASS', '{}', now()),
  ('01990000-0000-7000-8000-0c2000000027', 'RO', true, 'RATE', 'OWN_CLASS', '{RON}', now()),
  ('01990000-0000-7000-8000-0c2000000028', 'SE', true, 'RATE', 'OWN_CLASS', '{SEK}', now()),
  ('01990000-0000-7000-8000-0c2000000029', 'SI', true, 'RATE', 'OWN_CLASS', '{}', now()),
  ('01990000-0000-7000-8000-0c2000000030', 'SK', true, 'RATE', 'OWN_CLASS', '{}', now());
INSERT INTO tax_rates (id, country_code, tax_class_id, basis_points, source, read_on, created_at)
SELECT id::uuid, country_code, tax_class_id::uuid, basis_points,
  'European Commission, Your Europe, VAT rules and rates: standard, special and reduced rates (2026)',
  '2026-11-20', now()
FROM (VALUES
  ('01990000-0000-7000-8000-0ca700000001', 'AT', NULL, 2000),
  ('01990000-0000-7000-8000-0ca700000002', 'BE', NULL, 2100),
  ('01990000-0000-7000-8000-0ca700000003', 'BG', NULL, 2000),
  ('01990000-0000-7000-8000-0ca700000004', 'CY', NULL, 1900),
  ('01990000-0000-7000-8000-0ca700000005', 'CZ', NULL, 2100),
  ('01990000-0000-7000-8000-0ca700000006', 'DE', NULL, 1900),
  ('01990000-0000-7000-8000-0ca700000007', 'DK', NULL, 2500),
  ('01990000-0000-7000-8000-0ca700000008', 'EE', NULL, 2400),
  ('01990000-0000-7000-8000-0ca700000009', 'ES', NULL, 2100),
  ('01990000-0000-7000-8000-0ca700000010', 'FI', NULL, 2550),
  ('01990000-0000-7000-8000-0ca700000011', 'FR', NULL, 2000),
  ('01990000-0000-7000-8000-0ca700000012', 'GR', NULL, 2400),
  ('01990000-0000-7000-8000-0ca700000013', 'HR', NULL, 2500),
  ('01990000-0000-7000-8000-0ca700000014', 'HU', NULL, 2700),
  ('01990000-0000-7000-8000-0ca700000015', 'IE', NULL, 2300),
  ('01990000-0000-7000-8000-0ca700000016', 'IT', NULL, 2200),
  ('01990000-0000-7000-8000-0ca700000017', 'LT', NULL, 2100),
  ('01990000-0000-7000-8000-0ca700000018', 'LU', NULL, 1700),
  ('01990000-0000-7000-8000-0ca700000019', 'LV', NULL, 2100),
  ('01990000-0000-7000-8000-0ca700000020', 'MT', NULL, 1800),
  ('01990000-0000-7000-8000-0ca700000021', 'NL', NULL, 2100),
  ('01990000-0000-7000-8000-0ca700000022', 'PL', NULL, 2300),
  ('01990000-0000-7000-8000-0ca700000023', 'PT', NULL, 2300),
  ('01990000-0000-7000-8000-0ca700000024', 'RO', NULL, 2100),
  ('01990000-0000-7000-8000-0ca700000025', 'SE', NULL, 2500),
  ('01990000-0000-7000-8000-0ca700000026', 'SI', NULL, 2200),
  ('01990000-0000-7000-8000-0ca700000027', 'SK', NULL, 2300)
) AS rate (id, country_code, tax_class_id, basis_points);
INSERT INTO tax_rates (id, country_code, tax_class_id, basis_points, source, read_on, created_at)
SELECT id::uuid, country_code, tax_class_id::uuid, basis_points,
  'Swiss Federal Tax Administration, VAT rates',
  '2026-11-20', now()
FROM (VALUES
  ('01990000-0000-7000-8000-0ca700000028', 'CH', NULL, 810)
) AS rate (id, country_code, tax_class_id, basis_points);
INSERT INTO tax_rates (id, country_code, tax_class_id, basis_points, source, read_on, created_at)
SELECT id::uuid, country_code, tax_class_id::uuid, basis_points,
  'GOV.UK, VAT rates',
  '2026-11-20', now()
FROM (VALUES
  ('01990000-0000-7000-8000-0ca700000029', 'GB', NULL, 2000)
) AS rate (id, country_code, tax_class_id, basis_points);
INSERT INTO tax_rates (id, country_code, tax_class_id, basis_points, source, read_on, created_at)
SELECT id::uuid, country_code, tax_class_id::uuid, basis_points,
  'Skatteetaten, Value added tax rates',
  '2026-11-20', now()
FROM (VALUES
  ('01990000-0000-7000-8000-0ca700000030', 'NO', NULL, 2500)
) AS rate (id, country_code, tax_class_id, basis_points);
INSERT INTO tax_rates (id, country_code, tax_class_id, basis_points, source, read_on, created_at)
SELECT id::uuid, country_code, tax_class_id::uuid, basis_points,
  'European Commission, Taxes in Europe Database (TEDB), VAT rates applied in the Member States',
  '2025-08-26', now()
FROM (VALUES
  ('01990000-0000-7000-8000-0ca700000031', 'AT', '01990000-0000-7000-8000-0c1a00000001', 1000),
  ('01990000-0000-7000-8000-0ca700000032', 'BG', '01990000-0000-7000-8000-0c1a00000001', 900),
  ('01990000-0000-7000-8000-0ca700000033', 'CY', '01990000-0000-7000-8000-0c1a00000001', 300),
  ('01990000-0000-7000-8000-0ca700000034', 'CZ', '01990000-0000-7000-8000-0c1a00000001', 0),
  ('01990000-0000-7000-8000-0ca700000035', 'DE', '01990000-0000-7000-8000-0c1a00000001', 700),
  ('01990000-0000-7000-8000-0ca700000036', 'EE', '01990000-0000-7000-8000-0c1a00000001', 900),
  ('01990000-0000-7000-8000-0ca700000037', 'ES', '01990000-0000-7000-8000-0c1a00000001', 400),
  ('01990000-0000-7000-8000-0ca700000038', 'FR', '01990000-0000-7000-8000-0c1a00000001', 550),
  ('01990000-0000-7000-8000-0ca700000039', 'GR', '01990000-0000-7000-8000-0c1a00000001', 600),
  ('01990000-0000-7000-8000-0ca700000040', 'HR', '01990000-0000-7000-8000-0c1a00000001', 500),
  ('01990000-0000-7000-8000-0ca700000041', 'HU', '01990000-0000-7000-8000-0c1a00000001', 500),
  ('01990000-0000-7000-8000-0ca700000042', 'IE', '01990000-0000-7000-8000-0c1a00000001', 0),
  ('01990000-0000-7000-8000-0ca700000043', 'IT', '01990000-0000-7000-8000-0c1a00000001', 400),
  ('01990000-0000-7000-8000-0ca700000044', 'LU', '01990000-0000-7000-8000-0c1a00000001', 300),
  ('01990000-0000-7000-8000-0ca700000045', 'MT', '01990000-0000-7000-8000-0c1a00000001', 500),
  ('01990000-0000-7000-8000-0ca700000046', 'NL', '01990000-0000-7000-8000-0c1a00000001', 900),
  ('01990000-0000-7000-8000-0ca700000047', 'PL', '01990000-0000-7000-8000-0c1a00000001', 500),
  ('01990000-0000-7000-8000-0ca700000048', 'PT', '01990000-0000-7000-8000-0c1a00000001', 600),
  ('01990000-0000-7000-8000-0ca700000049', 'RO', '01990000-0000-7000-8000-0c1a00000001', 1100),
  ('01990000-0000-7000-8000-0ca700000050', 'SE', '01990000-0000-7000-8000-0c1a00000001', 600),
  ('01990000-0000-7000-8000-0ca700000051', 'SI', '01990000-0000-7000-8000-0c1a00000001', 500),
  ('01990000-0000-7000-8000-0ca700000052', 'BE', '01990000-0000-7000-8000-0c1a00000002', 600),
  ('01990000-0000-7000-8000-0ca700000053', 'CZ', '01990000-0000-7000-8000-0c1a00000002', 1200),
  ('01990000-0000-7000-8000-0ca700000054', 'DE', '01990000-0000-7000-8000-0c1a00000002', 700),
  ('01990000-0000-7000-8000-0ca700000055', 'FR', '01990000-0000-7000-8000-0c1a00000002', 550),
  ('01990000-0000-7000-8000-0ca700000056', 'GR', '01990000-0000-7000-8000-0c1a00000002', 1300),
  ('01990000-0000-7000-8000-0ca700000057', 'LU', '01990000-0000-7000-8000-0c1a00000002', 300),
  ('01990000-0000-7000-8000-0ca700000058', 'MT', '01990000-0000-7000-8000-0c1a00000002', 0),
  ('01990000-0000-7000-8000-0ca700000059', 'NL', '01990000-0000-7000-8000-0c1a00000002', 900),
  ('01990000-0000-7000-8000-0ca700000060', 'RO', '01990000-0000-7000-8000-0c1a00000002', 1100),
  ('01990000-0000-7000-8000-0ca700000061', 'SI', '01990000-0000-7000-8000-0c1a00000002', 950)
) AS rate (id, country_code, tax_class_id, basis_points);
INSERT INTO tax_rates (id, country_code, tax_class_id, basis_points, source, read_on, created_at)
SELECT id::uuid, country_code, tax_class_id::uuid, basis_points,
  'GOV.UK, VAT rates',
  '2025-08-26', now()
FROM (VALUES
  ('01990000-0000-7000-8000-0ca700000062', 'GB', '01990000-0000-7000-8000-0c1a00000001', 0)
) AS rate (id, country_code, tax_class_id, basis_points);
