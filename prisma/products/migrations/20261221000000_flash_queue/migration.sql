-- Buyers may have to wait for their turn before a flash offer. `draw_seed` decides the turns of those who came before it opened.
ALTER TABLE flash_offers
  ADD COLUMN is_queued boolean NOT NULL DEFAULT false,
  ADD COLUMN draw_seed text,
  ADD CONSTRAINT flash_offers_draw_check CHECK (NOT is_queued OR (draw_seed IS NOT NULL AND limit_per_customer IS NOT NULL)) NOT VALID;
ALTER TABLE flash_offers VALIDATE CONSTRAINT flash_offers_draw_check;
CREATE INDEX flash_offers_queued_idx ON flash_offers (starts_at) WHERE is_queued AND ended_at IS NULL;

-- One place of an account in the queue of an offer. Whoever admits, or uses an admission, holds the stock of the variant.
CREATE TABLE flash_queue_places (
  offer_id uuid NOT NULL REFERENCES flash_offers (id) ON DELETE CASCADE,
  customer_id uuid NOT NULL,
  ticket uuid NOT NULL,
  -- The smallest is next.
  rank text NOT NULL,
  -- What the draw gave; null for who came once it was open.
  draw_rank text,
  status text NOT NULL,
  joined_at timestamptz(3) NOT NULL,
  admitted_at timestamptz(3),
  admitted_until timestamptz(3),
  pieces integer,
  order_id uuid,
  PRIMARY KEY (offer_id, customer_id),
  CONSTRAINT flash_queue_places_status_check CHECK (status IN ('WAITING', 'ADMITTED', 'ORDERED', 'MISSED', 'LEFT')),
  CONSTRAINT flash_queue_places_admission_check CHECK (status <> 'ADMITTED' OR (pieces > 0 AND admitted_until IS NOT NULL))
);
CREATE INDEX flash_queue_places_turn_idx ON flash_queue_places (offer_id, status, rank);
CREATE INDEX flash_queue_places_draw_idx ON flash_queue_places (offer_id, draw_rank);
