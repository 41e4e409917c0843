-- What every domain's database needs to send and receive messages. Written once, applied to each domain's database.
CREATE SCHEMA messaging;

-- Every message of this domain, written in the transaction that made it true. The relay publishes it to JetStream.
CREATE TABLE messaging.outbox (
  id uuid PRIMARY KEY,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  type text NOT NULL,
  subject text NOT NULL,
  key text NOT NULL,
  business_id text NOT NULL,
  envelope jsonb NOT NULL,
  traceparent text,
  created_at timestamptz NOT NULL DEFAULT now(),
  published_at timestamptz,
  stream_seq bigint,
  -- How often it was published again on purpose: part of the Nats-Msg-Id, so that JetStream takes it anew.
  drive integer NOT NULL DEFAULT 0
);

CREATE INDEX outbox_unpublished_idx ON messaging.outbox (seq) WHERE published_at IS NULL;
CREATE INDEX outbox_created_at_idx ON messaging.outbox USING brin (created_at);

-- What this domain has handled, and what it answered; written in the transaction of the effect.
CREATE TABLE messaging.inbox (
  type text NOT NULL,
  business_id text NOT NULL,
  message_id uuid NOT NULL,
  reply jsonb,
  processed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (type, business_id)
);

CREATE INDEX inbox_processed_at_idx ON messaging.inbox USING brin (processed_at);

-- How far the stream of this domain was known to reach: what the repair after a loss compares with.
CREATE TABLE messaging.relay_state (
  stream text PRIMARY KEY,
  stream_created text NOT NULL,
  last_seq bigint NOT NULL
);

-- Messages that could not be handled, kept for staff to replay or discard.
CREATE TABLE messaging.parked_messages (
  id uuid PRIMARY KEY,
  consumer text NOT NULL,
  type text NOT NULL,
  business_id text NOT NULL,
  envelope jsonb NOT NULL,
  reason text NOT NULL,
  attempts integer NOT NULL,
  parked_at timestamptz NOT NULL DEFAULT now(),
  resolved_at timestamptz,
  resolution text
);

CREATE UNIQUE INDEX parked_messages_open_idx ON messaging.parked_messages (consumer, type, business_id)
  WHERE resolved_at IS NULL;
