ALTER TABLE reviews
  ADD COLUMN edited_at timestamptz(3),
  ADD COLUMN hidden_at timestamptz(3),
  ADD COLUMN withdrawn_at timestamptz(3) CHECK (withdrawn_at IS NULL OR hidden_at IS NOT NULL);
CREATE INDEX reviews_hidden_idx ON reviews (created_at DESC, id DESC) WHERE hidden_at IS NOT NULL;

CREATE TABLE review_moderations (
  id uuid PRIMARY KEY,
  review_id uuid NOT NULL,
  staff_id uuid NOT NULL,
  action text NOT NULL CHECK (action IN ('HIDE', 'SHOW')),
  reason text NOT NULL CHECK (reason <> ''),
  at timestamptz(3) NOT NULL
);
CREATE INDEX review_moderations_review_idx ON review_moderations (review_id, at, id);

-- An audit trail is only ever added to.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % can not be changed or deleted', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER review_moderations_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON review_moderations
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE purchases (
  order_id uuid NOT NULL,
  product_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  is_undone boolean NOT NULL,
  PRIMARY KEY (order_id, product_id)
);
CREATE INDEX purchases_buyer_idx ON purchases (product_id, customer_id) WHERE NOT is_undone;

CREATE TABLE guest_claims (
  guest_id uuid PRIMARY KEY,
  customer_id uuid NOT NULL
);
CREATE INDEX guest_claims_customer_idx ON guest_claims (customer_id);
