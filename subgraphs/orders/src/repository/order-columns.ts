const columns = {
  id: 'id',
  number: 'number',
  customerId: 'customer_id',
  email: 'email',
  locale: 'locale',
  currency: 'currency',
  cartId: 'cart_id',
  subtotalMinor: 'subtotal_minor',
  discountMinor: 'discount_minor',
  shippingMinor: 'shipping_minor',
  taxMinor: 'tax_minor',
  totalMinor: 'total_minor',
  shippingMethod: 'shipping_method',
  shippingAddress: 'shipping_address',
  paymentId: 'payment_id',
  paymentMethodToken: 'payment_method_token',
  status: 'status',
  version: 'version',
  step: 'step',
  stock: 'stock',
  payment: 'payment',
  fulfillment: 'fulfillment',
  attempt: 'attempt',
  stepStartedAt: 'step_started_at',
  deadlineAt: 'deadline_at',
  reservationExpiresAt: 'reservation_expires_at',
  confirmedAt: 'confirmed_at',
  cancellationReason: 'cancellation_reason',
  cancellationMessage: 'cancellation_message',
  cancelledAt: 'cancelled_at',
  placedAt: 'placed_at',
  updatedAt: 'updated_at',
} as const;

/** An order's columns of the table aliased `o`, under the names of `Order`. */
export const selectOrder = Object.entries(columns)
  .map(([name, column]) => `o.${column} AS "${name}"`)
  .join(', ');

/** All lines of the order `o` as JSON, under the names of `OrderLine`. */
export const selectLines = `(
  SELECT coalesce(jsonb_agg(jsonb_build_object(
    'id', l.id, 'orderId', l.order_id, 'position', l.position, 'variantId', l.variant_id, 'productId', l.product_id,
    'title', l.title, 'variantTitle', l.variant_title, 'sku', l.sku, 'quantity', l.quantity,
    'unitPriceMinor', l.unit_price_minor, 'totalMinor', l.total_minor
  ) ORDER BY l.position), '[]')
  FROM order_lines l WHERE l.order_id = o.id
) AS "lines"`;
