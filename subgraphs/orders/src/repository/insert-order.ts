import type { TimelineEntry } from '../domain/checkout/timeline.ts';
import type { OrderLine, OrderWithLines } from '../domain/order.ts';
import type { Transaction } from './database.ts';
import { timelineRecords, timelineRecordset } from './timeline-records.ts';

/** An order that has no number yet. */
export type NewOrder = Omit<OrderWithLines, 'number'>;

/** What is stored when an order is placed. */
export interface PlacedOrder {
  readonly order: NewOrder;
  readonly timeline: readonly TimelineEntry[];
  /** The key that stands for the order from now on. */
  readonly key: { readonly userId: string; readonly operation: string; readonly key: string };
}

const columns = [
  ['id', 'uuid'],
  ['customer_id', 'uuid'],
  ['email', 'text'],
  ['locale', 'text'],
  ['currency', 'text'],
  ['cart_id', 'uuid'],
  ['subtotal_minor', 'int'],
  ['discount_minor', 'int'],
  ['shipping_minor', 'int'],
  ['tax_minor', 'int'],
  ['total_minor', 'int'],
  ['shipping_method', 'text'],
  ['shipping_address', 'jsonb'],
  ['payment_id', 'uuid'],
  ['payment_method_token', 'text'],
  ['status', 'text'],
  ['version', 'int'],
  ['step', 'text'],
  ['stock', 'text'],
  ['payment', 'text'],
  ['fulfillment', 'text'],
  ['attempt', 'int'],
  ['step_started_at', 'timestamptz'],
  ['deadline_at', 'timestamptz'],
  ['placed_at', 'timestamptz'],
  ['updated_at', 'timestamptz'],
] as const;
const names = columns.map(([name]) => name).join(', ');
const types = columns.map(([name, type]) => `${name} ${type}`).join(', ');

const insert = `
WITH placed AS (
  INSERT INTO orders (number, ${names})
  SELECT 'CW-' || nextval('order_number_seq'), ${names}
  FROM jsonb_to_record($1::jsonb) AS new(${types})
  ON CONFLICT (id) DO NOTHING
  RETURNING id, number
), line AS (
  INSERT INTO order_lines (
    id, order_id, position, variant_id, product_id, title, variant_title, sku, quantity, unit_price_minor, total_minor
  )
  SELECT
    new.id, placed.id, position, variant_id, product_id, title, variant_title, sku, quantity, unit_price_minor,
    total_minor
  FROM placed, jsonb_to_recordset($2::jsonb) AS new(
    id uuid, position int, variant_id uuid, product_id uuid, title text, variant_title text, sku text, quantity int,
    unit_price_minor int, total_minor int
  )
), entry AS (
  INSERT INTO timeline_entries (order_id, version, code, message, status, compensation, occurred_at)
  SELECT order_id, version, code, message, status, compensation, occurred_at
  FROM placed, ${timelineRecordset('$3')}
), completed AS (
  UPDATE idempotency_keys SET completed_at = $7::timestamptz
  WHERE user_id = $4::uuid AND operation = $5 AND key = $6
)
SELECT number FROM placed`;

/**
 * Stores an order with its lines, the beginning of its timeline and its idempotency key in one statement.
 * @returns its number; undefined when the order exists already, because another attempt was faster.
 */
export async function insertOrder(
  tx: Transaction,
  { order, timeline, key }: PlacedOrder,
): Promise<string | undefined> {
  const rows = await tx.$queryRawUnsafe<{ number: string }[]>(
    insert,
    JSON.stringify(orderRecord(order)),
    JSON.stringify(order.lines.map(lineRecord)),
    JSON.stringify(timelineRecords(order.id, timeline)),
    key.userId,
    key.operation,
    key.key,
    order.placedAt,
  );
  return rows[0]?.number;
}

function orderRecord(order: NewOrder): Record<(typeof columns)[number][0], unknown> {
  return {
    id: order.id,
    customer_id: order.customerId,
    email: order.email,
    locale: order.locale,
    currency: order.currency,
    cart_id: order.cartId,
    subtotal_minor: order.subtotalMinor,
    discount_minor: order.discountMinor,
    shipping_minor: order.shippingMinor,
    tax_minor: order.taxMinor,
    total_minor: order.totalMinor,
    shipping_method: order.shippingMethod,
    shipping_address: order.shippingAddress,
    payment_id: order.paymentId,
    payment_method_token: order.paymentMethodToken,
    status: order.status,
    version: order.version,
    step: order.step,
    stock: order.stock,
    payment: order.payment,
    fulfillment: order.fulfillment,
    attempt: order.attempt,
    step_started_at: order.stepStartedAt,
    deadline_at: order.deadlineAt,
    placed_at: order.placedAt,
    updated_at: order.updatedAt,
  };
}

function lineRecord(line: OrderLine): object {
  return {
    id: line.id,
    position: line.position,
    variant_id: line.variantId,
    product_id: line.productId,
    title: line.title,
    variant_title: line.variantTitle,
    sku: line.sku,
    quantity: line.quantity,
    unit_price_minor: line.unitPriceMinor,
    total_minor: line.totalMinor,
  };
}
