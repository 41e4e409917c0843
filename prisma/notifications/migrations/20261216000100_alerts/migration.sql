CREATE TYPE "alert_kind" AS ENUM ('STOCK', 'PRICE');
CREATE TYPE "alert_state" AS ENUM ('UNCONFIRMED', 'WAITING', 'TOLD', 'CANCELLED');
CREATE TYPE "mail_kind" AS ENUM ('STOCK_ALERTS', 'PRICE_ALERTS', 'NEWSLETTER');
CREATE TYPE "consent_source" AS ENUM ('ACCOUNT', 'CONFIRMATION_LINK', 'UNSUBSCRIBE_LINK');

-- What products announces of a variant, as far as alerts go by it, and when those who wait for it are told next.
CREATE TABLE "variant_offers" (
  "variant_id" UUID NOT NULL,
  "version" INTEGER NOT NULL DEFAULT 0,
  "slug" TEXT,
  "title" TEXT NOT NULL DEFAULT '',
  "variant_title" TEXT NOT NULL DEFAULT '',
  "is_for_sale" BOOLEAN NOT NULL DEFAULT false,
  "prices" JSONB NOT NULL DEFAULT '[]',
  "stock_version" INTEGER NOT NULL DEFAULT 0,
  "available" INTEGER,
  "due_at" TIMESTAMPTZ(3),
  "wave_began_at" TIMESTAMPTZ(3),
  "wave_left" INTEGER,
  CONSTRAINT "variant_offers_pkey" PRIMARY KEY ("variant_id")
);
CREATE INDEX "variant_offers_due" ON "variant_offers" ("due_at") WHERE "due_at" IS NOT NULL;

CREATE TABLE "alerts" (
  "id" UUID NOT NULL,
  "kind" "alert_kind" NOT NULL,
  "state" "alert_state" NOT NULL,
  "user_id" UUID NOT NULL,
  "is_of_account" BOOLEAN NOT NULL,
  "email" TEXT NOT NULL,
  "locale" TEXT NOT NULL,
  "variant_id" UUID NOT NULL,
  "currency" TEXT,
  "at_most_minor" BIGINT,
  "token_hash" TEXT,
  "expires_at" TIMESTAMPTZ(3),
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "confirmed_at" TIMESTAMPTZ(3),
  "ended_at" TIMESTAMPTZ(3),
  CONSTRAINT "alerts_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "alerts_price_has_amount" CHECK (("kind" = 'PRICE') = ("currency" IS NOT NULL AND "at_most_minor" IS NOT NULL)),
  CONSTRAINT "alerts_link_ends" CHECK (("token_hash" IS NULL) = ("expires_at" IS NULL)),
  CONSTRAINT "alerts_ended_has_time" CHECK (("state" IN ('TOLD', 'CANCELLED')) = ("ended_at" IS NOT NULL))
);
CREATE UNIQUE INDEX "alerts_token_hash_key" ON "alerts" ("token_hash");
CREATE UNIQUE INDEX "alerts_waiting_once" ON "alerts" ("user_id", "variant_id", "kind", "email") WHERE "state" = 'WAITING' AND NOT "is_of_account";
CREATE UNIQUE INDEX "alerts_waiting_once_of_account" ON "alerts" ("user_id", "variant_id", "kind") WHERE "state" = 'WAITING' AND "is_of_account";
CREATE UNIQUE INDEX "alerts_unconfirmed_once" ON "alerts" ("user_id", "variant_id", "kind") WHERE "state" = 'UNCONFIRMED';
CREATE INDEX "alerts_waiting" ON "alerts" ("variant_id", "id") WHERE "state" = 'WAITING';
CREATE INDEX "alerts_user_id_created_at_idx" ON "alerts" ("user_id", "created_at" DESC, "id" DESC);
CREATE INDEX "alerts_email_idx" ON "alerts" ("email");
CREATE INDEX "alerts_expires_at_idx" ON "alerts" ("expires_at");
CREATE INDEX "alerts_ended_at_idx" ON "alerts" ("ended_at");

-- How often confirmation mails were asked for, by hashes of what is counted by.
CREATE TABLE "alert_attempts" (
  "subject" TEXT NOT NULL,
  "count" INTEGER NOT NULL,
  "next_at" TIMESTAMPTZ(3) NOT NULL,
  "ends_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "alert_attempts_pkey" PRIMARY KEY ("subject")
);
CREATE INDEX "alert_attempts_ends_at_idx" ON "alert_attempts" ("ends_at");

-- Every consent to mails and every withdrawal, which is never changed: the latest of an address and a kind counts.
CREATE TABLE "consents" (
  "id" UUID NOT NULL,
  "email" TEXT NOT NULL,
  "user_id" UUID,
  "kind" "mail_kind" NOT NULL,
  "is_given" BOOLEAN NOT NULL,
  "source" "consent_source" NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "consents_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "consents_email_kind_id_idx" ON "consents" ("email", "kind", "id" DESC);
CREATE INDEX "consents_user_id_idx" ON "consents" ("user_id");
CREATE INDEX "consents_created_at_id_idx" ON "consents" ("created_at" DESC, "id" DESC);

-- What a mail's link to unsubscribe stands for. Without a kind it is about all of them.
CREATE TABLE "unsubscribe_links" (
  "token_hash" TEXT NOT NULL,
  "email" TEXT NOT NULL,
  "kind" "mail_kind",
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "unsubscribe_links_pkey" PRIMARY KEY ("token_hash")
);
CREATE INDEX "unsubscribe_links_email_idx" ON "unsubscribe_links" ("email");
CREATE INDEX "unsubscribe_links_created_at_idx" ON "unsubscribe_links" ("created_at");

-- Who unsubscribes gets no mail any more that waits to be sent to their address.
CREATE INDEX "notifications_pending_recipient" ON "notifications" ("recipient") WHERE "state" = 'PENDING';
