import type { OrderWithLines } from '@cartwright/orders';
import type { Provider } from '../provider/provider.ts';
import type { Monitor } from '../services/monitor.ts';
import type { MemoryOrders } from '../services/orders/memory-orders.ts';
import type { MemoryStock } from '../services/products/memory-stock.ts';

/** The orders, what they are compared with, and where breaches are reported. */
interface Watched {
  readonly orders: MemoryOrders;
  readonly stock: MemoryStock;
  readonly provider: Provider;
  readonly monitor: Monitor;
}

/**
 * An order may end only when all is done or compensated, and has one payment at a time: at each step it is compared with
 * the provider's books and with the stock, since an error that is corrected later would not be visible at rest.
 */
export function watchOrders({ orders, monitor, ...actual }: Watched): void {
  orders.orders.onCommit((_id, order, before) => {
    if (order === undefined || order.step === before?.step) return;
    const { paid, others, held, isTrue } = truthOf(order, actual);
    if (isTrue) return;
    const truth = `paid: ${paid ?? 'never'}, by others: ${others.join(' ') || 'never'}, stock: ${held ?? 'never'}`;
    monitor.report(`order ${order.id} became ${order.step} too early (${truth})`, order.id);
  });
}

/** What may still become money of the buyer's: no earlier payment may be in such a state, in whichever step. */
const open: ReadonlySet<string> = new Set(['processing', 'action_required', 'authorized', 'captured']);
const kept: ReadonlySet<string | undefined> = new Set(['authorized', 'captured']);
const holding: ReadonlySet<string | undefined> = new Set(['reserved', 'committed']);

function truthOf(
  { id, step, paymentId }: OrderWithLines,
  { provider: { books }, stock }: Pick<Watched, 'provider' | 'stock'>,
) {
  const paid = books.find(paymentId)?.state;
  const earlier = books.ofOrder(id).filter(({ reference }) => reference !== paymentId);
  const others = earlier.map(({ state }) => state).filter((state) => open.has(state));
  const held = stock.reservations.committed.get(id)?.status;
  return { paid, others, held, isTrue: others.length === 0 && isTrueOf(step, paid, held) };
}

function isTrueOf(step: OrderWithLines['step'], paid: string | undefined, held: string | undefined): boolean {
  if (step === 'confirmed') return paid === 'captured' && held === 'committed';
  return step !== 'cancelled' || (!kept.has(paid) && !holding.has(held));
}
