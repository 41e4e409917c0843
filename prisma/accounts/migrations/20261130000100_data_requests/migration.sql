CREATE TYPE "data_request_kind" AS ENUM ('EXPORT', 'ERASURE');
CREATE TYPE "data_step_state" AS ENUM ('WAITING', 'HELD_UP', 'DONE');

CREATE TABLE "data_requests" (
  "id" UUID PRIMARY KEY,
  "user_id" UUID NOT NULL REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "kind" "data_request_kind" NOT NULL,
  "requested_at" TIMESTAMPTZ(3) NOT NULL,
  "due_at" TIMESTAMPTZ(3) NOT NULL,
  "completed_at" TIMESTAMPTZ(3),
  "expires_at" TIMESTAMPTZ(3),
  "round" INTEGER NOT NULL DEFAULT 1,
  "ask_at" TIMESTAMPTZ(3),
  "token_hash" TEXT,
  "email" TEXT,
  "locale" TEXT NOT NULL,
  CONSTRAINT "data_requests_export_expires" CHECK (("kind" = 'EXPORT') = ("expires_at" IS NOT NULL)),
  CONSTRAINT "data_requests_asked_until_done" CHECK (("completed_at" IS NULL) = ("ask_at" IS NOT NULL))
);
CREATE UNIQUE INDEX "data_requests_token_hash_key" ON "data_requests" ("token_hash");
CREATE UNIQUE INDEX "data_requests_one_under_way" ON "data_requests" ("user_id", "kind") WHERE "completed_at" IS NULL;
CREATE INDEX "data_requests_user_id_requested_at_idx" ON "data_requests" ("user_id", "requested_at");
CREATE INDEX "data_requests_requested_at_id_idx" ON "data_requests" ("requested_at", "id");
CREATE INDEX "data_requests_ask_at_idx" ON "data_requests" ("ask_at") WHERE "ask_at" IS NOT NULL;
CREATE INDEX "data_requests_completed" ON "data_requests" ("completed_at") WHERE "completed_at" IS NOT NULL;

CREATE TABLE "data_request_steps" (
  "request_id" UUID NOT NULL REFERENCES "data_requests" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "domain" TEXT NOT NULL,
  "state" "data_step_state" NOT NULL DEFAULT 'WAITING',
  "waits_for" TEXT,
  "changed_at" TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY ("request_id", "domain")
);

-- The guests who turned out to be a customer are asked for with the customer; guests of whom nothing is left are purged.
CREATE INDEX "users_claimed_by" ON "users" ("claimed_by") WHERE "claimed_by" IS NOT NULL;
CREATE INDEX "users_guests" ON "users" ("created_at") WHERE "role" = 'GUEST';

-- What has expired is purged.
CREATE INDEX "refresh_tokens_expires_at_idx" ON "refresh_tokens" ("expires_at");
CREATE INDEX "password_resets_expires_at_idx" ON "password_resets" ("expires_at");
CREATE INDEX "email_links_expires_at_idx" ON "email_links" ("expires_at");
CREATE INDEX "passkey_challenges_expires_at_idx" ON "passkey_challenges" ("expires_at");
CREATE INDEX "sign_in_challenges_expires_at_idx" ON "sign_in_challenges" ("expires_at");
CREATE INDEX "identity_provider_sign_ins_expires_at_idx" ON "identity_provider_sign_ins" ("expires_at");
