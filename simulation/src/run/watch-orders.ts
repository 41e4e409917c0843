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
 * An order may end only when all is done or compensated: at that moment it is compared with the provider's books and
 * with the stock, since an error that is corrected later would not be visible at rest.
 */
export function watchOrders({ orders, monitor, ...actual }: Watched): void {
  orders.orders.onCommit((_id, order, before) => {
    if (order === undefined || order.step === before?.step) return;
    const { paid, held, isTrue } = truthOf(order, actual);
    if (isTrue) return;
    const truth = `paid: ${paid ?? 'never'}, stock: ${held ?? 'never'}`;
    monitor.report(`order ${order.id} became ${order.step} too early (${truth})`, order.id);
  });
}

const kept: ReadonlySet<string | undefined> = new Set(['authorized', 'captured']);
const holding: ReadonlySet<string | undefined> = new Set(['reserved', 'committed']);

function truthOf(
  { id, step, paymentId }: OrderWithLines,
  { provider, stock }: Pick<Watched, 'provider' | 'stock'>,
) {
  const paid = provider.books.find(paymentId)?.state;
  const held = stock.reservations.committed.get(id)?.status;
  return { paid, held, isTrue: isTrueOf(step, paid, held) };
}

function isTrueOf(step: OrderWithLines['step'], paid: string | undefined, held: string | undefined): boolean {
  if (step === 'confirmed') return paid === 'captured' && held === 'committed';
  return step !== 'cancelled' || (!kept.has(paid) && !holding.has(held));
}
