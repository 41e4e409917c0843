import type { InvalidInput } from '@cartwright/input';
import { savePriceList } from '../repository.ts';
import { runsAt, type PriceList } from '../rules/price-list.ts';
import { readPriceList, type PriceListFields, type PriceListTimes } from '../rules/price-list-input.ts';
import {
  changePriceList,
  recordPriceList,
  type Dependencies,
  type PriceListChanged,
  type PriceListNotFound,
} from './change-price-list.ts';

/** What is to be different about a list, and which version of it was read. */
export interface UpdatePriceList extends PriceListFields, PriceListTimes {
  readonly staffId: string;
  readonly id: string;
  readonly version: number;
}

/** What came of it. */
export type UpdatePriceListOutcome =
  | { readonly kind: 'updated'; readonly priceList: PriceList }
  | PriceListNotFound
  | PriceListChanged
  | InvalidInput;

/** Changes a price list, with its entry in the audit trail. */
export function updatePriceList(
  dependencies: Dependencies,
  { staffId, id, version, ...input }: UpdatePriceList,
): Promise<UpdatePriceListOutcome> {
  return changePriceList<UpdatePriceListOutcome>(dependencies, { id, version }, async (held) => {
    const { tx, present } = held;
    const now = dependencies.now();
    const read = readPriceList(input, { present, now });
    if (read.kind === 'invalid-input') return read;
    const { reason, ...checked } = read.value;
    const isRunning = runsAt(checked, now);
    const priceList = { ...present, ...checked, isRunning, version: version + 1 };
    await savePriceList(tx, priceList);
    const action = { staffId, operation: 'priceListUpdate', reason, at: now };
    await recordPriceList(held, { ...action, before: present, after: priceList });
    return { kind: 'updated', priceList };
  });
}
