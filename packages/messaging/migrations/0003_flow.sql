-- Whether the relay publishes: when it last did, and what keeps it from doing so.
ALTER TABLE messaging.relay_state
  ADD COLUMN published_at timestamptz,
  ADD COLUMN fault text;
