-- In the order in which whoever reserves locks their rows: nobody waits for this while it waits for them.
LOCK TABLE reservations, stock IN ACCESS EXCLUSIVE MODE;

-- Sales of so many pieces at most. The price is the sale of the same id; what is counted here is how many pieces were sold at it. Whoever
-- counts holds the stock of the variant.
CREATE TABLE flash_offers (
  id uuid PRIMARY KEY,
  variant_id uuid NOT NULL REFERENCES product_variants (id) ON DELETE CASCADE,
  currency text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  starts_at timestamptz(3) NOT NULL,
  ends_at timestamptz(3) NOT NULL,
  budget integer NOT NULL CHECK (budget > 0),
  limit_per_customer integer CHECK (limit_per_customer > 0),
  reserved integer NOT NULL DEFAULT 0 CHECK (reserved >= 0),
  sold integer NOT NULL DEFAULT 0 CHECK (sold >= 0),
  ended_at timestamptz(3),
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT flash_offers_time_check CHECK (ends_at > starts_at),
  CONSTRAINT flash_offers_taken_check CHECK (reserved + sold <= budget)
);
CREATE UNIQUE INDEX flash_offers_open_idx ON flash_offers (variant_id) WHERE ended_at IS NULL;
CREATE INDEX flash_offers_variant_idx ON flash_offers (variant_id, ends_at);
CREATE INDEX flash_offers_start_idx ON flash_offers (starts_at, id);
CREATE INDEX flash_offers_open_start_idx ON flash_offers (starts_at, id) WHERE ended_at IS NULL;

-- What orders hold or have bought of them. `buyer` is null where orders did not say who buys.
CREATE TABLE flash_offer_claims (
  order_id uuid NOT NULL,
  offer_id uuid NOT NULL REFERENCES flash_offers (id) ON DELETE CASCADE,
  buyer uuid,
  quantity integer NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (order_id, offer_id)
);
CREATE INDEX flash_offer_claims_buyer_idx ON flash_offer_claims (offer_id, buyer);

-- Whoever reserves sees with the stock that they lock whether there is any offer to look for.
ALTER TABLE stock ADD COLUMN has_flash_offers boolean NOT NULL DEFAULT false;
CREATE INDEX stock_flash_offers_idx ON stock (variant_id) WHERE has_flash_offers;

CREATE FUNCTION note_flash_offer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE stock SET has_flash_offers = true WHERE variant_id = NEW.variant_id AND NOT has_flash_offers;
  RETURN NULL;
END
$$;
CREATE TRIGGER flash_offers_noted AFTER INSERT ON flash_offers FOR EACH ROW EXECUTE FUNCTION note_flash_offer();

CREATE FUNCTION count_flash_offer_claims() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE flash_offers AS offer SET reserved = offer.reserved + claimed.quantity
  FROM (SELECT offer_id, sum(quantity)::integer AS quantity FROM made GROUP BY offer_id) AS claimed
  WHERE offer.id = claimed.offer_id;
  RETURN NULL;
END
$$;
CREATE TRIGGER flash_offer_claims_counted AFTER INSERT ON flash_offer_claims
  REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION count_flash_offer_claims();

-- Whoever settles reservations settles what they hold of offers, also a release that knows of no offers.
CREATE FUNCTION settle_flash_offers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM settled JOIN flash_offer_claims USING (order_id)) THEN
    RETURN NULL;
  END IF;
  UPDATE flash_offers AS offer SET reserved = offer.reserved + change.reserved, sold = offer.sold + change.sold
  FROM (
    SELECT claim.offer_id, sum(move.reserved * claim.quantity)::integer AS reserved, sum(move.sold * claim.quantity)::integer AS sold
    FROM settled JOIN unsettled USING (order_id)
    JOIN (VALUES
      ('reserved', 'committed', -1, 1),
      ('reserved', 'released', -1, 0),
      ('reserved', 'expired', -1, 0),
      ('committed', 'released', 0, -1)
    ) AS move (from_status, to_status, reserved, sold)
      ON move.from_status = unsettled.status AND move.to_status = settled.status
    JOIN flash_offer_claims AS claim USING (order_id)
    GROUP BY claim.offer_id
  ) AS change
  WHERE offer.id = change.offer_id;
  DELETE FROM flash_offer_claims AS claim USING settled
  WHERE claim.order_id = settled.order_id AND settled.status IN ('released', 'expired');
  RETURN NULL;
END
$$;
CREATE TRIGGER reservations_flash_offers_settled AFTER UPDATE ON reservations
  REFERENCING OLD TABLE AS unsettled NEW TABLE AS settled FOR EACH STATEMENT EXECUTE FUNCTION settle_flash_offers();
