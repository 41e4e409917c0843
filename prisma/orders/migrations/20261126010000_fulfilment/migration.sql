CREATE TABLE "fulfillments" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "carrier" TEXT NOT NULL,
    "tracking_number" TEXT,
    "tracking_url" TEXT,
    "shipped_at" TIMESTAMPTZ(3) NOT NULL,
    "delivered_at" TIMESTAMPTZ(3),

    CONSTRAINT "fulfillments_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "fulfillment_lines" (
    "fulfillment_id" UUID NOT NULL,
    "line_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "fulfillment_lines_pkey" PRIMARY KEY ("fulfillment_id", "line_id"),
    CONSTRAINT "fulfillment_lines_quantity_check" CHECK ("quantity" > 0)
);

CREATE UNIQUE INDEX "fulfillments_number_key" ON "fulfillments"("number");
CREATE INDEX "fulfillments_order_id_shipped_at_id_idx" ON "fulfillments"("order_id", "shipped_at", "id");
CREATE INDEX "fulfillment_lines_line_id_idx" ON "fulfillment_lines"("line_id");

ALTER TABLE "fulfillments" ADD CONSTRAINT "fulfillments_order_id_fkey"
    FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "fulfillment_lines" ADD CONSTRAINT "fulfillment_lines_fulfillment_id_fkey"
    FOREIGN KEY ("fulfillment_id") REFERENCES "fulfillments"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "fulfillment_lines" ADD CONSTRAINT "fulfillment_lines_line_id_fkey"
    FOREIGN KEY ("line_id") REFERENCES "order_lines"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Whoever ships holds the lock of the order, so that no two parcels are counted at the same time.
CREATE FUNCTION "refuse_excess"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT sum("quantity") FROM "fulfillment_lines" WHERE "line_id" = NEW."line_id")
        > (SELECT "quantity" FROM "order_lines" WHERE "id" = NEW."line_id")
    THEN
        RAISE EXCEPTION 'more pieces of line % are sent than were ordered', NEW."line_id" USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER "fulfillment_lines_no_excess" AFTER INSERT OR UPDATE ON "fulfillment_lines"
    FOR EACH ROW EXECUTE FUNCTION "refuse_excess"();

ALTER TABLE "orders" DROP CONSTRAINT "orders_fulfillment_check";
ALTER TABLE "orders" ADD CONSTRAINT "orders_fulfillment_check" CHECK (
    "fulfillment" IN ('UNFULFILLED', 'PARTIALLY_SHIPPED', 'SHIPPED', 'PARTIALLY_DELIVERED', 'DELIVERED')
    AND ("fulfillment" = 'UNFULFILLED' OR "step" = 'confirmed')
);

ALTER TABLE "staff_actions" DROP CONSTRAINT "staff_actions_action_check";
ALTER TABLE "staff_actions" ADD CONSTRAINT "staff_actions_action_check" CHECK ("action" IN (
    'PARKED_MESSAGE_REPLAY', 'PARKED_MESSAGE_DISCARD', 'CHECKOUT_REDRIVE', 'CHECKOUT_CANCEL', 'ORDER_CANCEL',
    'ORDER_FULFILLMENT_CREATE', 'ORDER_FULFILLMENT_TRACKING_UPDATE', 'ORDER_FULFILLMENT_MARK_DELIVERED'
));
