import type { OrderWithLines } from '@cartwright/orders/src/domain/order.ts';
import type { Store } from './store.ts';

/**
 * An order ends when all is done or undone, and not before: at that moment it is compared with the provider's books and
 * with the shelves, since what is made good later would go unseen at rest.
 */
export function watchOrders(store: Store): void {
  store.orders.orders.onCommit((_id, order, before) => {
    if (order === undefined || order.step === before?.step) return;
    const { paid, held, isTrue } = truthOf(order, store);
    if (isTrue) return;
    const truth = `paid: ${paid ?? 'never'}, stock: ${held ?? 'never'}`;
    store.site.monitor.report(`order ${order.id} became ${order.step} too early (${truth})`, order.id);
  });
}

const kept: ReadonlySet<string | undefined> = new Set(['authorized', 'captured']);
const holding: ReadonlySet<string | undefined> = new Set(['reserved', 'committed']);

function truthOf({ id, step, paymentId }: OrderWithLines, { provider, stock }: Store) {
  const paid = provider.books.find(paymentId)?.state;
  const held = stock.reservations.committed.get(id)?.status;
  return { paid, held, isTrue: isTrueOf(step, paid, held) };
}

function isTrueOf(step: OrderWithLines['step'], paid: string | undefined, held: string | undefined): boolean {
  if (step === 'confirmed') return paid === 'captured' && held === 'committed';
  return step !== 'cancelled' || (!kept.has(paid) && !holding.has(held));
}
