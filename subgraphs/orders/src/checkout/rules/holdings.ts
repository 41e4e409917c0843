import type { Checkout } from '../../order/door.ts';

/** Whether stock may be held for the order, so that it must be released before the order can be cancelled. */
export function holdsStock({ stock }: Pick<Checkout, 'stock'>): boolean {
  return stock === 'requested' || stock === 'reserved' || stock === 'committed';
}

/** Whether money may be held or taken, so that the payment must be undone before the order can be cancelled. */
export function holdsMoney({ payment }: Pick<Checkout, 'payment'>): boolean {
  return !['none', 'declined', 'voided', 'refunded'].includes(payment);
}
