-- The payment provider simulator's own books. It is a stand-in for another company: payments never reads these tables.
CREATE SCHEMA "simulator";

CREATE TABLE "simulator"."payments" (
  "reference" TEXT NOT NULL,
  "order_reference" TEXT,
  "token" TEXT,
  "currency" CHAR(3),
  "amount_minor" INTEGER NOT NULL,
  "state" TEXT NOT NULL,
  "authorized_minor" INTEGER NOT NULL DEFAULT 0,
  "captured_minor" INTEGER NOT NULL DEFAULT 0,
  "refunded_minor" INTEGER NOT NULL DEFAULT 0,
  "decline_code" TEXT,
  "decline_reason" TEXT,
  "settle_at" TIMESTAMPTZ(3),
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "simulator_payments_pkey" PRIMARY KEY ("reference"),
  CONSTRAINT "simulator_payments_state" CHECK (
    "state" IN ('processing', 'action_required', 'authorized', 'captured', 'declined', 'voided', 'refunded')
  ),
  CONSTRAINT "simulator_payments_captured_at_most_authorized" CHECK (
    "captured_minor" BETWEEN 0 AND "authorized_minor" AND "authorized_minor" <= "amount_minor"
  ),
  CONSTRAINT "simulator_payments_refunded_at_most_captured" CHECK ("refunded_minor" BETWEEN 0 AND "captured_minor")
);
CREATE INDEX "simulator_payments_order_reference_idx" ON "simulator"."payments" ("order_reference");
CREATE INDEX "simulator_payments_to_settle" ON "simulator"."payments" ("settle_at") WHERE "settle_at" IS NOT NULL;

CREATE TABLE "simulator"."entries" (
  "id" BIGINT GENERATED ALWAYS AS IDENTITY,
  "reference" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "amount_minor" INTEGER NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "simulator_entries_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "simulator_entries_kind" CHECK ("kind" IN ('authorization', 'capture', 'void', 'refund')),
  CONSTRAINT "simulator_entries_amount_not_negative" CHECK ("amount_minor" >= 0),
  CONSTRAINT "simulator_entries_reference_fkey" FOREIGN KEY ("reference") REFERENCES "simulator"."payments" ("reference")
);
CREATE INDEX "simulator_entries_reference_idx" ON "simulator"."entries" ("reference");

CREATE FUNCTION "simulator"."refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is only added to';
END
$$;
CREATE TRIGGER "entries_are_append_only" BEFORE UPDATE OR DELETE ON "simulator"."entries"
  FOR EACH STATEMENT EXECUTE FUNCTION "simulator"."refuse_change"();

-- A row without an answer is of a call that was answered with 500 on purpose.
CREATE TABLE "simulator"."idempotency_keys" (
  "key" TEXT NOT NULL,
  "fingerprint" TEXT NOT NULL,
  "status" INTEGER,
  "body" JSONB,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "simulator_idempotency_keys_pkey" PRIMARY KEY ("key"),
  CONSTRAINT "simulator_idempotency_keys_answer_is_whole" CHECK (("status" IS NULL) = ("body" IS NULL))
);

CREATE TABLE "simulator"."webhooks" (
  "id" UUID NOT NULL,
  "body" TEXT NOT NULL,
  "attempts" INTEGER NOT NULL DEFAULT 0,
  "deliver_at" TIMESTAMPTZ(3) NOT NULL,
  "delivered_at" TIMESTAMPTZ(3),
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "simulator_webhooks_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "simulator_webhooks_due" ON "simulator"."webhooks" ("deliver_at") WHERE "delivered_at" IS NULL;
