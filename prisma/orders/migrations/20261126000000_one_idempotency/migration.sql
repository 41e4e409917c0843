-- The one form of idempotency keys: what a key stands for is its result.
ALTER TABLE "idempotency_keys" RENAME COLUMN "user_id" TO "owner_id";
ALTER TABLE "idempotency_keys" RENAME COLUMN "locked_until" TO "leased_until";
ALTER TABLE "idempotency_keys" ADD COLUMN "result" JSONB;

UPDATE "idempotency_keys" SET "result" = jsonb_build_object('orderId', "order_id");

ALTER TABLE "idempotency_keys"
    DROP COLUMN "order_id",
    ALTER COLUMN "attempt" SET DEFAULT 1,
    ALTER COLUMN "leased_until" DROP NOT NULL;
