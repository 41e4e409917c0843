import { readReason } from '@cartwright/audit';
import type { InvalidInput } from '@cartwright/input';
import { deletePriceList as removePriceList } from '../repository.ts';
import {
  changePriceList,
  recordPriceList,
  type Dependencies,
  type PriceListChanged,
  type PriceListNotFound,
} from './change-price-list.ts';

/** A list that is to end, and which version of it was read. */
export interface DeletePriceList {
  readonly staffId: string;
  readonly id: string;
  readonly version: number;
  readonly reason?: string | null | undefined;
}

/** What came of it. */
export type DeletePriceListOutcome =
  { readonly kind: 'deleted' } | PriceListNotFound | PriceListChanged | InvalidInput;

/** Deletes a price list and its prices, with its entry in the audit trail. */
export async function deletePriceList(
  dependencies: Dependencies,
  { staffId, id, version, reason }: DeletePriceList,
): Promise<DeletePriceListOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  return changePriceList<DeletePriceListOutcome>(dependencies, { id, version }, async (held) => {
    await removePriceList(held.tx, id);
    const action = { staffId, operation: 'priceListDelete', ...why.value, at: dependencies.now() };
    await recordPriceList(held, { ...action, before: held.present, after: null });
    return { kind: 'deleted' };
  });
}
