-- An order can be paid by another payment after one was declined or abandoned, until `pay_until`.
ALTER TABLE "orders"
    ADD COLUMN "return_url" TEXT,
    ADD COLUMN "payment_attempts" INTEGER NOT NULL DEFAULT 1,
    ADD COLUMN "next_payment" JSONB,
    ADD COLUMN "pay_until" TIMESTAMPTZ(3),
    DROP CONSTRAINT "orders_step_check",
    ADD CONSTRAINT "orders_step_check" CHECK ("step" IN (
        'reserving', 'authorizing', 'awaiting-payment-retry', 'replacing-payment', 'committing', 'capturing',
        'confirmed', 'cancelling', 'cancelled'
    )),
    ADD CONSTRAINT "orders_payment_attempts_check" CHECK ("payment_attempts" > 0),
    ADD CONSTRAINT "orders_next_payment_check" CHECK (("step" = 'replacing-payment') = ("next_payment" IS NOT NULL)),
    ADD CONSTRAINT "orders_awaiting_payment_retry_check" CHECK (
        "step" <> 'awaiting-payment-retry' OR ("payment" = 'declined' AND "pay_until" IS NOT NULL)
    );

UPDATE "orders" SET "pay_until" = "reservation_expires_at" - INTERVAL '1 minute' WHERE "step" = 'authorizing';
