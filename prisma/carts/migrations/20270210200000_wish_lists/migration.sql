-- What customers would like to have: lists that they name, and what they have saved of their carts for later.
CREATE TABLE wish_lists (
  id uuid PRIMARY KEY,
  owner_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('NAMED', 'SAVED_FOR_LATER')),
  name text CHECK (name <> ''),
  share_token text,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT wish_lists_named_check CHECK ((kind = 'NAMED') = (name IS NOT NULL))
);
CREATE INDEX wish_lists_owner_id_idx ON wish_lists (owner_id);
CREATE UNIQUE INDEX wish_lists_share_token_key ON wish_lists (share_token);
CREATE UNIQUE INDEX wish_lists_one_saved_per_owner ON wish_lists (owner_id) WHERE kind = 'SAVED_FOR_LATER';

CREATE TABLE wish_list_items (
  id uuid PRIMARY KEY,
  wish_list_id uuid NOT NULL,
  variant_id uuid NOT NULL,
  quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 99),
  metafields jsonb,
  private_metafields jsonb,
  added_at timestamptz(3) NOT NULL,
  CONSTRAINT wish_list_items_wish_list_id_fkey FOREIGN KEY (wish_list_id) REFERENCES wish_lists (id) ON DELETE CASCADE,
  CONSTRAINT wish_list_items_variant_id_fkey FOREIGN KEY (variant_id) REFERENCES variants (variant_id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX wish_list_items_list_variant_key ON wish_list_items (wish_list_id, variant_id);
CREATE INDEX wish_list_items_variant_id_idx ON wish_list_items (variant_id);
