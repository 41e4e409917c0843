ALTER TABLE "idempotency_keys" RENAME COLUMN "user_id" TO "owner_id";
ALTER TABLE "idempotency_keys"
  ADD COLUMN "result" JSONB,
  ADD COLUMN "attempt" INTEGER NOT NULL DEFAULT 1,
  ADD COLUMN "leased_until" TIMESTAMPTZ(3),
  ADD COLUMN "completed_at" TIMESTAMPTZ(3),
  ALTER COLUMN "created_at" DROP DEFAULT;
UPDATE "idempotency_keys"
  SET "result" = jsonb_build_object('addressId', "result_id"), "completed_at" = "created_at";
ALTER TABLE "idempotency_keys" DROP COLUMN "result_id";
CREATE INDEX "idempotency_keys_created_at_idx" ON "idempotency_keys" ("created_at");
