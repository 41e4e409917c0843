import { readReason, recordStaffAction } from '@cartwright/audit';
import { isId } from '@cartwright/graph';
import type { InvalidInput } from '@cartwright/input';
import type { Parts } from '../../parts.ts';
import { findSale } from '../repository/sales.ts';
import type { Sale } from '../rules/sale.ts';
import { changePrices, type Dependencies } from './change-prices.ts';

/** A sale that is not to be. */
export interface DeleteVariantSale {
  readonly staffId: string;
  readonly id: string;
  readonly reason?: string | null | undefined;
}

/** What came of it. */
export type DeleteVariantSaleOutcome =
  { readonly kind: 'deleted'; readonly variantId: string } | { readonly kind: 'not-found' } | InvalidInput;

/** Ends a sale that runs, or calls off one that is to come, with its entry in the audit trail. */
export async function deleteVariantSale(
  dependencies: Dependencies & Pick<Parts, 'database'>,
  { staffId, id, reason }: DeleteVariantSale,
): Promise<DeleteVariantSaleOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  const known = isId(id) ? await findSale(dependencies.database.statements, id) : undefined;
  if (known === undefined) return { kind: 'not-found' };
  const { variantId } = known;
  return changePrices(dependencies, [variantId], async ({ tx, send, now: at, book, store }) => {
    const sale = book.sale(id);
    if (sale !== undefined) book.endSale(sale);
    await store();
    if (sale === undefined) return { kind: 'not-found' };
    const entry = { staffId, operation: 'variantSaleDelete', target: variantId, at, ...why.value };
    await recordStaffAction('products', { tx, send }, { ...entry, before: stateOf(sale), after: null });
    return { kind: 'deleted', variantId };
  });
}

/** What the trail keeps of a sale. */
function stateOf({ id, currency, amountMinor, compareAtMinor, startsAt, endsAt, isRunning }: Sale) {
  const times = { startsAt: startsAt.toISOString(), endsAt: endsAt?.toISOString() ?? null };
  return { id, currency, amountMinor, compareAtMinor, ...times, isRunning };
}
