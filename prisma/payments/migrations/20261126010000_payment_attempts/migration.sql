-- An order can have several payments, one after the other: the next begins when the one before is over.
CREATE TYPE "payment_retry" AS ENUM ('ANY_METHOD', 'OTHER_METHOD', 'NONE');

ALTER TABLE "payments"
  ADD COLUMN "failure_retry" "payment_retry",
  ADD COLUMN "return_url" TEXT,
  ADD COLUMN "pay_until" TIMESTAMPTZ(3);
UPDATE "payments" SET "failure_retry" = 'ANY_METHOD' WHERE "failure_code" IS NOT NULL;
ALTER TABLE "payments"
  DROP CONSTRAINT "payments_failure_is_whole",
  ADD CONSTRAINT "payments_failure_is_whole" CHECK (
    ("failure_code" IS NULL) = ("failure_reason" IS NULL) AND ("failure_code" IS NULL) = ("failure_retry" IS NULL)
  );
CREATE UNIQUE INDEX "payments_one_open_per_order" ON "payments" ("order_id")
  WHERE "state" NOT IN ('DECLINED', 'VOIDED', 'REFUNDED');

ALTER TABLE "simulator"."payments" ADD COLUMN "return_url" TEXT;
