-- What staff lay down of the metafields with a name.
CREATE TABLE metafield_definitions (
  id uuid PRIMARY KEY,
  owner_type text NOT NULL CHECK (owner_type IN ('CART', 'CART_LINE')),
  namespace text NOT NULL CHECK (namespace <> ''),
  key text NOT NULL CHECK (key <> ''),
  type text NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  description text,
  visibility text NOT NULL CHECK (visibility IN ('PUBLIC', 'PRIVATE')),
  minimum text,
  maximum text,
  min_length integer CHECK (min_length >= 0),
  max_length integer CHECK (max_length >= 0),
  choices text[] NOT NULL,
  version integer NOT NULL CHECK (version >= 1),
  created_at timestamptz(3) NOT NULL
);
CREATE UNIQUE INDEX metafield_definitions_name_key ON metafield_definitions (owner_type, namespace, key);
CREATE INDEX metafield_definitions_newest_idx ON metafield_definitions (created_at DESC, id DESC);
