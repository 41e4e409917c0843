CREATE SEQUENCE "order_number_seq" AS bigint START WITH 100001;

CREATE TABLE "orders" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "customer_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "cart_id" UUID NOT NULL,
    "subtotal_minor" INTEGER NOT NULL,
    "discount_minor" INTEGER NOT NULL,
    "shipping_minor" INTEGER NOT NULL,
    "tax_minor" INTEGER NOT NULL,
    "total_minor" INTEGER NOT NULL,
    "shipping_method" TEXT NOT NULL,
    "shipping_address" JSONB NOT NULL,
    "payment_id" UUID NOT NULL,
    "payment_method_token" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "step" TEXT NOT NULL,
    "stock" TEXT NOT NULL,
    "payment" TEXT NOT NULL,
    "fulfillment" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "step_started_at" TIMESTAMPTZ(3) NOT NULL,
    "deadline_at" TIMESTAMPTZ(3),
    "reservation_expires_at" TIMESTAMPTZ(3),
    "confirmed_at" TIMESTAMPTZ(3),
    "cancellation_reason" TEXT,
    "cancellation_message" TEXT,
    "cancelled_at" TIMESTAMPTZ(3),
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "orders_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "orders_amounts_check" CHECK (
        least("subtotal_minor", "discount_minor", "shipping_minor", "tax_minor", "total_minor") >= 0
        AND "tax_minor" <= "total_minor"
    ),
    CONSTRAINT "orders_status_check" CHECK ("status" IN (
        'PENDING', 'CREATED', 'CONFIRMED', 'SHIPPED', 'DELIVERED', 'CANCELLED', 'RETURNED', 'REFUNDED', 'FAILED'
    )),
    CONSTRAINT "orders_step_check" CHECK ("step" IN (
        'reserving', 'authorizing', 'committing', 'capturing', 'confirmed', 'cancelling', 'cancelled'
    )),
    CONSTRAINT "orders_stock_check" CHECK ("stock" IN (
        'none', 'requested', 'refused', 'reserved', 'committed', 'released'
    )),
    CONSTRAINT "orders_payment_check" CHECK ("payment" IN (
        'none', 'requested', 'action-required', 'declined', 'authorized', 'capture-requested', 'captured', 'voided',
        'refunded'
    )),
    CONSTRAINT "orders_fulfillment_check" CHECK ("fulfillment" IN ('UNFULFILLED', 'SHIPPED', 'DELIVERED')),
    CONSTRAINT "orders_version_check" CHECK ("version" > 0 AND "attempt" > 0),
    CONSTRAINT "orders_confirmed_check" CHECK (
        "step" <> 'confirmed'
        OR ("stock" = 'committed' AND "payment" = 'captured' AND "confirmed_at" IS NOT NULL)
    ),
    CONSTRAINT "orders_cancelled_check" CHECK (
        "step" <> 'cancelled'
        OR (
            "stock" IN ('none', 'refused', 'released')
            AND "payment" IN ('none', 'declined', 'voided', 'refunded')
            AND "cancelled_at" IS NOT NULL
        )
    ),
    CONSTRAINT "orders_cancellation_check" CHECK (
        ("step" IN ('cancelling', 'cancelled')) = ("cancellation_reason" IS NOT NULL)
        AND ("cancellation_reason" IS NULL) = ("cancellation_message" IS NULL)
    )
);

CREATE TABLE "order_lines" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "variant_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "variant_title" TEXT NOT NULL,
    "sku" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "unit_price_minor" INTEGER NOT NULL,
    "total_minor" INTEGER NOT NULL,

    CONSTRAINT "order_lines_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "order_lines_amounts_check" CHECK (
        "quantity" > 0 AND "unit_price_minor" >= 0 AND "total_minor" >= 0 AND "position" >= 0
    )
);

CREATE TABLE "timeline_entries" (
    "order_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "compensation" BOOLEAN NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "timeline_entries_pkey" PRIMARY KEY ("order_id", "version"),
    CONSTRAINT "timeline_entries_version_check" CHECK ("version" > 0)
);

CREATE TABLE "idempotency_keys" (
    "user_id" UUID NOT NULL,
    "operation" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "order_id" UUID NOT NULL,
    "attempt" INTEGER NOT NULL,
    "locked_until" TIMESTAMPTZ(3) NOT NULL,
    "completed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("user_id", "operation", "key")
);

CREATE UNIQUE INDEX "orders_number_key" ON "orders"("number");
CREATE INDEX "orders_customer_id_placed_at_id_idx" ON "orders"("customer_id", "placed_at" DESC, "id" DESC);
CREATE INDEX "orders_placed_at_id_idx" ON "orders"("placed_at" DESC, "id" DESC);
CREATE INDEX "orders_status_placed_at_id_idx" ON "orders"("status", "placed_at" DESC, "id" DESC);
CREATE INDEX "orders_deadline_at_idx" ON "orders"("deadline_at");
CREATE UNIQUE INDEX "order_lines_order_id_position_key" ON "order_lines"("order_id", "position");
CREATE INDEX "idempotency_keys_created_at_idx" ON "idempotency_keys"("created_at");

ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_order_id_fkey"
    FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "timeline_entries" ADD CONSTRAINT "timeline_entries_order_id_fkey"
    FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;
