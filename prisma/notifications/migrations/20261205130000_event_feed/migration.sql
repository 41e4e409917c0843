-- What merchants are told of. An event gets its place in the feed once it is committed, one after another: a reader who has seen a
-- position has seen all before it.
CREATE TABLE "feed_events" (
  "id" UUID NOT NULL,
  "arrival" BIGSERIAL NOT NULL,
  "position" BIGINT,
  "type" TEXT NOT NULL,
  "source" TEXT NOT NULL,
  "subject" TEXT NOT NULL,
  "time" TIMESTAMPTZ(3) NOT NULL,
  "data" JSONB NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "feed_events_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "feed_events_position_key" ON "feed_events" ("position");
CREATE INDEX "feed_events_subject_idx" ON "feed_events" ("subject");
CREATE INDEX "feed_events_type_idx" ON "feed_events" ("type", "position");
CREATE INDEX "feed_events_created_at_idx" ON "feed_events" ("created_at");
CREATE INDEX "feed_events_unplaced" ON "feed_events" ("arrival") WHERE "position" IS NULL;

-- The last position that was given: whoever gives the next ones locks it. It outlives the events.
CREATE TABLE "feed_head" (
  "id" INTEGER NOT NULL DEFAULT 1,
  "position" BIGINT NOT NULL,
  CONSTRAINT "feed_head_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "feed_head_is_one" CHECK ("id" = 1)
);
INSERT INTO "feed_head" ("id", "position") VALUES (1, 0);
