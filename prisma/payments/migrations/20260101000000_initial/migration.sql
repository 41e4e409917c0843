CREATE TYPE "payment_state" AS ENUM ('PENDING', 'ACTION_REQUIRED', 'AUTHORIZED', 'CAPTURED', 'DECLINED', 'VOIDED', 'REFUNDED');
CREATE TYPE "payment_goal" AS ENUM ('NONE', 'AUTHORIZE', 'CAPTURE', 'CANCEL');
CREATE TYPE "transaction_kind" AS ENUM ('AUTHORIZATION', 'CAPTURE', 'VOID', 'REFUND');
CREATE TYPE "transaction_state" AS ENUM ('PENDING', 'SUCCEEDED', 'FAILED');

CREATE TABLE "payments" (
  "id" UUID NOT NULL,
  "order_id" UUID NOT NULL,
  "order_number" TEXT NOT NULL,
  "customer_id" UUID NOT NULL,
  "email" TEXT NOT NULL,
  "amount_minor" INTEGER NOT NULL,
  "tax_minor" INTEGER NOT NULL,
  "currency" CHAR(3) NOT NULL,
  "method_token" TEXT NOT NULL,
  "state" "payment_state" NOT NULL DEFAULT 'PENDING',
  "goal" "payment_goal" NOT NULL,
  "submitted" BOOLEAN NOT NULL DEFAULT false,
  "redirect_url" TEXT,
  "failure_code" TEXT,
  "failure_reason" TEXT,
  "attempts" INTEGER NOT NULL DEFAULT 0,
  "next_attempt_at" TIMESTAMPTZ(3),
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "payments_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "payments_amounts" CHECK ("amount_minor" >= 0 AND "tax_minor" >= 0 AND "tax_minor" <= "amount_minor"),
  CONSTRAINT "payments_attempts_not_negative" CHECK ("attempts" >= 0),
  CONSTRAINT "payments_failure_is_whole" CHECK (("failure_code" IS NULL) = ("failure_reason" IS NULL)),
  CONSTRAINT "payments_action_has_url" CHECK ("state" <> 'ACTION_REQUIRED' OR "redirect_url" IS NOT NULL),
  CONSTRAINT "payments_ended_wants_nothing" CHECK ("state" NOT IN ('DECLINED', 'VOIDED', 'REFUNDED') OR "goal" = 'NONE')
);
CREATE INDEX "payments_customer_id_idx" ON "payments" ("customer_id");
CREATE INDEX "payments_order_id_idx" ON "payments" ("order_id");
CREATE INDEX "payments_due" ON "payments" ("next_attempt_at") WHERE "next_attempt_at" IS NOT NULL;

CREATE TABLE "payment_transactions" (
  "id" UUID NOT NULL,
  "payment_id" UUID NOT NULL,
  "kind" "transaction_kind" NOT NULL,
  "state" "transaction_state" NOT NULL,
  "amount_minor" INTEGER NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "payment_transactions_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "payment_transactions_amount_not_negative" CHECK ("amount_minor" >= 0),
  CONSTRAINT "payment_transactions_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payments" ("id") ON DELETE CASCADE ON UPDATE NO ACTION
);
CREATE UNIQUE INDEX "payment_transactions_once_per_kind" ON "payment_transactions" ("payment_id", "kind");

CREATE TABLE "receipts" (
  "payment_id" UUID NOT NULL,
  "order_id" UUID NOT NULL,
  "number" INTEGER NOT NULL,
  "order_number" TEXT NOT NULL,
  "amount_minor" INTEGER NOT NULL,
  "tax_minor" INTEGER NOT NULL,
  "currency" CHAR(3) NOT NULL,
  "method_token" TEXT NOT NULL,
  "email" TEXT NOT NULL,
  "issued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "receipts_pkey" PRIMARY KEY ("payment_id"),
  CONSTRAINT "receipts_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payments" ("id") ON DELETE RESTRICT ON UPDATE NO ACTION
);
CREATE UNIQUE INDEX "receipts_number_key" ON "receipts" ("number");
CREATE INDEX "receipts_order_id_idx" ON "receipts" ("order_id");

CREATE TABLE "receipt_counter" (
  "id" BOOLEAN NOT NULL DEFAULT true,
  "last_number" INTEGER NOT NULL,
  CONSTRAINT "receipt_counter_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "receipt_counter_is_one_row" CHECK ("id")
);
INSERT INTO "receipt_counter" ("last_number") VALUES (100000);

CREATE TABLE "payment_tombstones" (
  "payment_id" UUID NOT NULL,
  "order_id" UUID NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "payment_tombstones_pkey" PRIMARY KEY ("payment_id")
);

CREATE TABLE "webhook_events" (
  "id" TEXT NOT NULL,
  "type" TEXT NOT NULL,
  "reference" TEXT NOT NULL,
  "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "webhook_events_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "claimed_guests" (
  "guest_id" UUID NOT NULL,
  "customer_id" UUID NOT NULL,
  CONSTRAINT "claimed_guests_pkey" PRIMARY KEY ("guest_id")
);
