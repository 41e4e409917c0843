-- Between the authorisation of a payment and its capture staff may look at it. What is taken was approved, if it was to be looked at.
ALTER TABLE "orders"
    ADD COLUMN "signals" JSONB,
    ADD COLUMN "review_state" TEXT,
    ADD COLUMN "review_reasons" JSONB,
    ADD COLUMN "review_opened_at" TIMESTAMPTZ(3),
    ADD COLUMN "review_until" TIMESTAMPTZ(3),
    ADD COLUMN "review_decided_at" TIMESTAMPTZ(3),
    DROP CONSTRAINT "orders_step_check",
    DROP CONSTRAINT "orders_payment_check";

ALTER TABLE "orders"
    ADD CONSTRAINT "orders_step_check" CHECK ("step" IN (
        'reserving', 'authorizing', 'awaiting-payment-retry', 'replacing-payment', 'committing', 'reviewing', 'capturing',
        'confirmed', 'cancelling', 'cancelled'
    )) NOT VALID,
    ADD CONSTRAINT "orders_payment_check" CHECK ("payment" IN (
        'none', 'requested', 'action-required', 'declined', 'in-review', 'authorized', 'capture-requested', 'captured',
        'voided', 'refunded'
    )) NOT VALID,
    ADD CONSTRAINT "orders_review_check" CHECK (
        ("review_state" IS NULL) = ("review_opened_at" IS NULL)
        AND ("review_state" IS NULL) = ("review_until" IS NULL)
        AND ("review_state" IS NULL) = ("review_reasons" IS NULL)
        AND ("review_state" IS NULL OR "review_state" = 'OPEN') = ("review_decided_at" IS NULL)
        AND ("review_state" IS NULL OR "review_state" IN ('OPEN', 'APPROVED', 'REJECTED', 'TIMED_OUT', 'WITHDRAWN'))
        AND ("step" <> 'reviewing' OR ("review_state" = 'OPEN' AND "stock" = 'committed'))
        AND ("step" NOT IN ('capturing', 'confirmed') OR "review_state" IS NULL OR "review_state" = 'APPROVED')
    ) NOT VALID;

ALTER TABLE "orders" VALIDATE CONSTRAINT "orders_step_check";
ALTER TABLE "orders" VALIDATE CONSTRAINT "orders_payment_check";
ALTER TABLE "orders" VALIDATE CONSTRAINT "orders_review_check";

-- Few orders have one.
CREATE INDEX "orders_reviews" ON "orders" ("review_state", "review_opened_at", "id") WHERE "review_state" IS NOT NULL;
