ALTER TABLE "orders" ADD COLUMN "cancel_requested_at" TIMESTAMPTZ(3);

-- What is known of older ones: what began the cancellation is the step before the first one that undoes or ends it.
UPDATE "orders" SET "cancel_requested_at" = coalesce(
    (
        SELECT min("occurred_at") FROM "timeline_entries"
        WHERE "order_id" = "orders"."id" AND "code" IN (
            'CANCEL_REQUESTED', 'STOCK_REFUSED', 'STOCK_COMMIT_REFUSED', 'RESERVATION_EXPIRED', 'PAYMENT_DECLINED',
            'PAYMENT_CAPTURE_FAILED', 'STEP_TIMED_OUT'
        )
    ),
    "cancelled_at",
    "step_started_at"
)
WHERE "step" IN ('cancelling', 'cancelled');

ALTER TABLE "orders" DROP CONSTRAINT "orders_cancellation_check";
ALTER TABLE "orders" ADD CONSTRAINT "orders_cancellation_check" CHECK (
    ("step" IN ('cancelling', 'cancelled')) = ("cancellation_reason" IS NOT NULL)
    AND ("cancellation_reason" IS NULL) = ("cancellation_message" IS NULL)
    AND ("cancellation_reason" IS NULL) = ("cancel_requested_at" IS NULL)
);
