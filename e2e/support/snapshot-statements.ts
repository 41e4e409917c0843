/** Orders with their lines and timelines. The columns of all statements here have the names of the snapshot. */
export const orders = `
SELECT id, status, step, stock, payment, review_state AS "reviewState", fulfillment, version, erased_at IS NOT NULL AS "isErased", payment_id AS "paymentId", cart_id AS "cartId", currency,
  subtotal_minor AS "subtotalMinor", discount_minor AS "discountMinor", shipping_minor AS "shippingMinor",
  tax_minor AS "taxMinor", total_minor AS "totalMinor", shipping_method AS "shippingMethod", price_details AS "priceDetails",
  shipping_address ->> 'countryCode' AS "countryCode",
  coalesce(lines, '[]') AS lines, coalesce(parcels, '[]') AS parcels, coalesce(timeline, '[]') AS timeline
FROM orders LEFT JOIN (
  SELECT order_id, json_agg(json_build_object('variantId', variant_id, 'quantity', quantity,
    'unitPriceMinor', unit_price_minor, 'totalMinor', total_minor, 'bundleParts', bundle_parts, 'discounts', discounts)) AS lines
  FROM order_lines GROUP BY order_id
) AS goods ON goods.order_id = id LEFT JOIN (
  SELECT order_id, json_agg(json_build_object('id', id, 'isDelivered', delivered_at IS NOT NULL, 'lines', (
    SELECT json_agg(json_build_object('variantId', variant_id, 'quantity', sent.quantity))
    FROM fulfillment_lines AS sent JOIN order_lines ON order_lines.id = line_id WHERE fulfillment_id = fulfillments.id
  ))) AS parcels
  FROM fulfillments GROUP BY order_id
) AS sending ON sending.order_id = id LEFT JOIN (
  SELECT order_id, json_agg(json_build_object('version', version, 'status', status) ORDER BY version) AS timeline
  FROM timeline_entries GROUP BY order_id
) AS life ON life.order_id = id`;

/** Idempotency keys with which orders were placed. */
export const keys = `
SELECT result ->> 'orderId' AS "orderId", owner_id AS "ownerId", key, completed_at IS NOT NULL AS "isCompleted"
FROM idempotency_keys WHERE operation = 'orderPlace'`;

/** Carts that were ever frozen for an order. */
export const carts = `
SELECT id, status, frozen_for_order AS "orderId" FROM carts WHERE frozen_for_order IS NOT NULL`;

/** Notifications about orders. */
export const notifications = `
SELECT order_id AS "orderId", type::text, channel::text, business_id AS "businessId", state::text,
  language, body AS text
FROM notifications WHERE order_id IS NOT NULL`;

/** Stock levels, and what the movements of each variant come to. */
export const stock = `
SELECT variant_id AS "variantId", available, reserved, sold, received,
  safety_stock AS "safetyStock", backorder_limit AS "backorderLimit",
  coalesce(ledger, '{ "available": 0, "reserved": 0, "sold": 0, "availableAfter": 0, "oversold": 0 }') AS ledger,
  offers.wrong AS "wrongOffers",
  CASE WHEN is_bundle THEN (
    SELECT json_agg(json_build_object('variantId', part_id, 'quantity', quantity,
      'isShown', product.status = 'PUBLISHED' OR product.id = own.product_id))
    FROM bundle_parts JOIN product_variants AS part ON part.id = part_id JOIN products AS product ON product.id = part.product_id
    JOIN product_variants AS own ON own.id = bundle_id WHERE bundle_id = stock.variant_id
  ) END AS parts,
  coalesce(elsewhere, '[]') AS elsewhere,
  inbound, coalesce(waiting, '[]') AS waiting,
  json_build_object('sent', coalesce(sent, 0), 'inTransit', coalesce(sending.in_transit, 0), 'wrong', coalesce(sending.wrong, 0)) AS transfers
FROM stock LEFT JOIN (
  SELECT variant_id, sum(CASE kind WHEN 'TRANSFERRED' THEN -available ELSE in_transit END) AS sent, json_build_object('available', sum(available), 'reserved', sum(reserved), 'sold', sum(sold),
    'availableAfter', (array_agg(available_after ORDER BY id DESC))[1],
    'oversold', count(*) FILTER (WHERE kind IN ('RESERVED', 'SOLD') AND available < 0 AND available_after < 0)) AS ledger
  FROM stock_movements GROUP BY variant_id
) AS movements USING (variant_id) LEFT JOIN (
  SELECT offer.variant_id, count(*) FILTER (WHERE offer.reserved + offer.sold > offer.budget
    OR offer.reserved <> coalesce(claimed.reserved, 0) 
    -- Who bought is forgotten a month after the end.
    OR (offer.sold <> coalesce(claimed.sold, 0) AND coalesce(offer.ended_at > now() - interval '29 days', true)))::int AS wrong
  FROM flash_offers AS offer LEFT JOIN (
    SELECT offer_id, sum(quantity) FILTER (WHERE status = 'reserved') AS reserved, sum(quantity) FILTER (WHERE status = 'committed') AS sold
    FROM flash_offer_claims JOIN reservations USING (order_id) GROUP BY offer_id
  ) AS claimed ON claimed.offer_id = offer.id
  GROUP BY offer.variant_id
) AS offers USING (variant_id) LEFT JOIN (
  SELECT variant_id, json_agg(json_build_object('locationId', location_id, 'onHand', on_hand, 'reserved', reserved, 'moved', (
    SELECT coalesce(sum(available + reserved), 0) FROM stock_movements AS m
    WHERE m.variant_id = here.variant_id AND m.location_id = here.location_id
  ), 'held', (
    SELECT coalesce(sum(quantity), 0) FROM reservation_allocations AS a JOIN reservations AS r USING (order_id)
    WHERE a.variant_id = here.variant_id AND a.location_id = here.location_id AND r.status = 'reserved'
  ))) AS elsewhere FROM location_stock AS here GROUP BY variant_id
) AS levels USING (variant_id) LEFT JOIN (
  SELECT variant_id, sum(quantity - received - lost - returned) AS in_transit,
    count(*) FILTER (WHERE least(received, lost, returned, quantity - received - lost - returned) < 0
      OR (status <> 'IN_TRANSIT' AND received + lost + returned <> quantity)) AS wrong
  FROM stock_transfer_lines JOIN stock_transfers ON id = transfer_id GROUP BY variant_id
) AS sending USING (variant_id) LEFT JOIN (
  SELECT variant_id, json_build_object('ordered', sum(quantity), 'received', sum(received), 'rejected', sum(rejected), 'moved', (
    SELECT coalesce(sum(CASE WHEN inbound_shipment_id IS NULL THEN m.inbound ELSE available END), 0)
    FROM stock_movements AS m WHERE m.variant_id = line.variant_id
  ), 'wrong', count(*) FILTER (WHERE least(received, rejected) < 0 OR received + rejected > quantity)) AS inbound
  FROM inbound_shipment_lines AS line GROUP BY variant_id
) AS expected USING (variant_id) LEFT JOIN (
  SELECT variant_id, json_agg(json_build_object('orderId', order_id, 'quantity', w.quantity) ORDER BY turn) AS waiting
  FROM stock AS s CROSS JOIN LATERAL waiting_lines(variant_id, s.backorder_limit - s.available - s.safety_stock) AS w GROUP BY variant_id
) AS queued USING (variant_id)`;

/** What products holds, or held, for each order. */
export const reservations = `
SELECT order_id AS "orderId", status, coalesce(lines, '[]') AS lines
FROM reservations LEFT JOIN (
  SELECT order_id, json_agg(json_build_object('variantId', variant_id, 'quantity', quantity)) AS lines
  FROM reservation_lines GROUP BY order_id
) AS goods USING (order_id)`;

/** Payments with what was done about them, and their receipts. */
export const payments = `
SELECT id, payments.order_id AS "orderId", state::text, risk_decision AS "riskDecision", payments.amount_minor AS "amountMinor",
  payments.tax_minor AS "taxMinor", payments.currency,
  coalesce(captured, 0)::bigint AS "capturedMinor", coalesce(refunded, 0)::bigint AS "refundedMinor",
  CASE WHEN receipts.payment_id IS NOT NULL THEN json_build_object('amountMinor', receipts.amount_minor,
    'taxMinor', receipts.tax_minor, 'currency', receipts.currency) END AS receipt,
  credit_notes.payment_id IS NOT NULL AS "isCredited"
FROM payments LEFT JOIN receipts ON receipts.payment_id = id LEFT JOIN credit_notes ON credit_notes.payment_id = id
LEFT JOIN (
  SELECT payment_id, sum(amount_minor) FILTER (WHERE kind = 'CAPTURE') AS captured,
    sum(amount_minor) FILTER (WHERE kind = 'REFUND') AS refunded
  FROM payment_transactions WHERE state = 'SUCCEEDED' GROUP BY payment_id
) AS done ON done.payment_id = id`;

/**
 * The provider's books, by their entries and not by the state that they record for a payment. A payment that was
 * cancelled before it arrived has no order and no amount.
 */
export const ledger = `
SELECT reference, coalesce(order_reference, 'unknown') AS "orderId", currency,
  coalesce(authorized, 0)::bigint AS "authorizedMinor", coalesce(captured, 0)::bigint AS "capturedMinor",
  coalesce(voided, 0)::bigint AS "voidedMinor", coalesce(refunded, 0)::bigint AS "refundedMinor"
FROM simulator.payments LEFT JOIN (
  SELECT reference, sum(amount_minor) FILTER (WHERE kind = 'authorization') AS authorized,
    sum(amount_minor) FILTER (WHERE kind = 'capture') AS captured,
    sum(amount_minor) FILTER (WHERE kind = 'void') AS voided,
    sum(amount_minor) FILTER (WHERE kind = 'refund') AS refunded
  FROM simulator.entries GROUP BY reference
) AS entries USING (reference)
WHERE order_reference IS NOT NULL OR authorized > 0`;

/** Messages of the given types, each once, and all that wait to be published. */
export const sent = `
SELECT type, business_id AS "businessId", bool_and(published_at IS NOT NULL) AS "isPublished"
FROM messaging.outbox WHERE published_at IS NULL OR type = ANY($1) GROUP BY type, business_id`;

/** Handled messages of the given types. */
export const handled = `
SELECT type, business_id AS "businessId" FROM messaging.inbox WHERE type = ANY($1)`;

/** Parked messages with their envelopes, and how staff resolved them. */
export const parked = `
SELECT type, business_id AS "businessId", reason, concat_ws(' ', business_id, reason, envelope::text) AS text,
  CASE WHEN resolved_at IS NOT NULL THEN coalesce(resolution, 'resolved') END AS resolution
FROM messaging.parked_messages`;

/** Whom a domain has been asked to erase. */
export const erasures = `
SELECT customer_id AS "customerId", array_prepend(customer_id, guest_ids) AS "personIds", request_id AS "requestId",
  erased_at IS NOT NULL AS "isErased", waits_for AS "waitsFor"
FROM personal_data.erasures`;

/** What each domain still keeps of those whom it has been asked to erase, beyond what the law wants. */
export const traces = {
  orders: tracesIn(`
    SELECT customer_id AS owner, 'the buyer of order ' || number FROM orders
    WHERE email <> 'erased@customer.invalid' OR shipping_address ->> 'line1' <> '–' OR billing_address ->> 'line1' <> '–'
      OR payment_method_token <> '' OR signals IS NOT NULL OR return_url IS NOT NULL
    UNION ALL SELECT customer_id, 'an e-mail address' FROM customer_emails
    UNION ALL SELECT owner_id, 'an idempotency key' FROM idempotency_keys
    UNION ALL SELECT customer_id, 'where a parcel is' FROM fulfillments JOIN orders ON orders.id = order_id
      WHERE tracking_number IS NOT NULL OR tracking_url IS NOT NULL
    UNION ALL SELECT customer_id, 'a link to an order' FROM order_access_tokens JOIN orders ON orders.id = order_id`),
  payments: tracesIn(`
    SELECT customer_id AS owner, 'the buyer of payment ' || id FROM payments
    WHERE email <> 'erased@customer.invalid' OR signals IS NOT NULL OR return_url IS NOT NULL OR redirect_url IS NOT NULL
    UNION ALL SELECT customer_id, 'the buyer of receipt ' || number FROM receipts JOIN payments ON payments.id = payment_id
      WHERE receipts.email <> 'erased@customer.invalid'`),
  carts: tracesIn(`
    SELECT owner_id AS owner, 'cart ' || id FROM carts
    UNION ALL SELECT customer_id, 'tax details' FROM customers
    UNION ALL SELECT owner_id, 'an idempotency key' FROM idempotency_keys`),
  products: tracesIn(`
    SELECT customer_id AS owner, 'the author of review ' || id FROM reviews
    WHERE author_name <> 'A customer' OR hidden_at IS NOT NULL AND withdrawn_at IS NULL
    UNION ALL SELECT customer_id, 'a name' FROM reviewers
    UNION ALL SELECT customer_id, 'customer groups' FROM customers
    UNION ALL SELECT owner_id, 'an idempotency key' FROM idempotency_keys`),
};

/** `kept`: rows of whose it is, and what it is. */
function tracesIn(kept: string): string {
  return `
    WITH person AS (
      SELECT customer_id, unnest(array_prepend(customer_id, guest_ids)) AS id FROM personal_data.erasures
    ), kept (owner, what) AS (${kept}
      UNION ALL SELECT customer_id, 'a part of an export' FROM personal_data.export_parts)
    SELECT person.customer_id AS "customerId", what FROM kept JOIN person ON person.id = owner`;
}
