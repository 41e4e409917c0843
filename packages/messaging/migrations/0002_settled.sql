-- Up to where every consumer of the stream has acknowledged: what need not be published again when the stream is lost.
ALTER TABLE messaging.relay_state
  ADD COLUMN settled_seq bigint NOT NULL DEFAULT 0,
  ADD COLUMN durables text[] NOT NULL DEFAULT '{}';
