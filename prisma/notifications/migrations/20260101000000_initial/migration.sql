CREATE TYPE "notification_type" AS ENUM ('ORDER_CONFIRMED', 'ORDER_CANCELLED', 'CUSTOMER_WELCOME');
CREATE TYPE "notification_channel" AS ENUM ('EMAIL');
CREATE TYPE "notification_state" AS ENUM ('PENDING', 'SENT', 'FAILED');

CREATE TABLE "notifications" (
  "id" UUID NOT NULL,
  "business_id" TEXT NOT NULL,
  "type" "notification_type" NOT NULL,
  "channel" "notification_channel" NOT NULL,
  "state" "notification_state" NOT NULL DEFAULT 'PENDING',
  "user_id" UUID NOT NULL,
  "order_id" UUID,
  "recipient" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "body" TEXT NOT NULL,
  "html" TEXT NOT NULL,
  "attempts" INTEGER NOT NULL DEFAULT 0,
  "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "last_error" TEXT,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "sent_at" TIMESTAMPTZ(3),
  "read_at" TIMESTAMPTZ(3),
  CONSTRAINT "notifications_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "notifications_attempts_not_negative" CHECK ("attempts" >= 0),
  CONSTRAINT "notifications_sent_has_time" CHECK (("state" = 'SENT') = ("sent_at" IS NOT NULL))
);
CREATE UNIQUE INDEX "notifications_once_per_fact" ON "notifications" ("business_id", "type", "channel");
CREATE INDEX "notifications_user_id_created_at_idx" ON "notifications" ("user_id", "created_at" DESC, "id" DESC);
CREATE INDEX "notifications_due" ON "notifications" ("next_attempt_at") WHERE "state" = 'PENDING';
