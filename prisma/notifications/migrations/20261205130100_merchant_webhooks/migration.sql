CREATE TYPE "webhook_status" AS ENUM ('ENABLED', 'DISABLED', 'SUSPENDED');
CREATE TYPE "webhook_delivery_state" AS ENUM ('WAITING', 'PENDING', 'DELIVERED', 'FAILED');

CREATE TABLE "webhooks" (
  "id" UUID NOT NULL,
  "version" INTEGER NOT NULL DEFAULT 1,
  "url" TEXT NOT NULL,
  "description" TEXT NOT NULL DEFAULT '',
  "types" TEXT[] NOT NULL,
  "subject" TEXT,
  "status" "webhook_status" NOT NULL DEFAULT 'ENABLED',
  "suspended_at" TIMESTAMPTZ(3),
  "suspended_reason" TEXT,
  "failing_since" TIMESTAMPTZ(3),
  "events_failed" INTEGER NOT NULL DEFAULT 0,
  "secret" TEXT NOT NULL,
  "former_secret" TEXT,
  "former_secret_expires_at" TIMESTAMPTZ(3),
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "updated_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "webhooks_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "webhooks_suspended_says_why" CHECK (("status" = 'SUSPENDED') = ("suspended_at" IS NOT NULL AND "suspended_reason" IS NOT NULL)),
  CONSTRAINT "webhooks_former_secret_ends" CHECK (("former_secret" IS NULL) = ("former_secret_expires_at" IS NULL))
);

-- One event on its way to one webhook. Of those with one key the oldest open one is PENDING, the others are WAITING for it.
CREATE TABLE "webhook_deliveries" (
  "id" UUID NOT NULL,
  "ordinal" BIGSERIAL NOT NULL,
  "webhook_id" UUID NOT NULL,
  "event_id" UUID,
  "key" TEXT NOT NULL,
  "state" "webhook_delivery_state" NOT NULL DEFAULT 'WAITING',
  "attempts" INTEGER NOT NULL DEFAULT 0,
  "next_attempt_at" TIMESTAMPTZ(3) NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "finished_at" TIMESTAMPTZ(3),
  CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "webhook_deliveries_attempts_not_negative" CHECK ("attempts" >= 0),
  CONSTRAINT "webhook_deliveries_finished_has_time" CHECK (("state" IN ('DELIVERED', 'FAILED')) = ("finished_at" IS NOT NULL)),
  CONSTRAINT "webhook_deliveries_webhook_id_fkey" FOREIGN KEY ("webhook_id") REFERENCES "webhooks" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "webhook_deliveries_webhook_id_created_at_idx" ON "webhook_deliveries" ("webhook_id", "created_at" DESC, "id" DESC);
CREATE INDEX "webhook_deliveries_failed" ON "webhook_deliveries" ("webhook_id", "created_at" DESC, "id" DESC) WHERE "state" = 'FAILED';
CREATE INDEX "webhook_deliveries_key_idx" ON "webhook_deliveries" ("key");
CREATE INDEX "webhook_deliveries_created_at_idx" ON "webhook_deliveries" ("created_at");
CREATE INDEX "webhook_deliveries_due" ON "webhook_deliveries" ("webhook_id", "next_attempt_at") WHERE "state" = 'PENDING';
CREATE INDEX "webhook_deliveries_open" ON "webhook_deliveries" ("webhook_id", "key", "ordinal") WHERE "state" IN ('WAITING', 'PENDING');

-- What became of one attempt: the status of the answer, or why there was none.
CREATE TABLE "webhook_attempts" (
  "delivery_id" UUID NOT NULL,
  "number" INTEGER NOT NULL,
  "attempted_at" TIMESTAMPTZ(3) NOT NULL,
  "status" INTEGER,
  "duration_ms" INTEGER NOT NULL,
  "error" TEXT,
  CONSTRAINT "webhook_attempts_pkey" PRIMARY KEY ("delivery_id", "number"),
  CONSTRAINT "webhook_attempts_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "webhook_deliveries" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
