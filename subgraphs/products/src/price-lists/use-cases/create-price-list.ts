import type { InvalidInput } from '@cartwright/input';
import type { StoreCurrency } from '@cartwright/money';
import { countForOneMore, insertPriceList } from '../repository.ts';
import { runsAt, type PriceList } from '../rules/price-list.ts';
import { readPriceList, type PriceListFields, type PriceListTimes } from '../rules/price-list-input.ts';
import { recordPriceList, transactPriceLists, type Dependencies } from './change-price-list.ts';

/** Each variant of a page is looked up in those that are for its buyer, and each line of a cart too. */
const mostPriceLists = 100;

/** A list to be made. */
export interface CreatePriceList extends PriceListFields, PriceListTimes {
  readonly staffId: string;
  readonly currency: StoreCurrency;
}

/** What came of it. */
export type CreatePriceListOutcome =
  | { readonly kind: 'created'; readonly priceList: PriceList }
  | { readonly kind: 'too-many'; readonly limit: number }
  | InvalidInput;

/** Makes a price list, with its entry in the audit trail. */
export async function createPriceList(
  dependencies: Dependencies,
  { staffId, currency, ...input }: CreatePriceList,
): Promise<CreatePriceListOutcome> {
  const now = dependencies.now();
  const read = readPriceList(input, { present: null, now });
  if (read.kind === 'invalid-input') return read;
  const { reason, ...checked } = read.value;
  return transactPriceLists(dependencies, async (tx, send) => {
    if ((await countForOneMore(tx)) >= mostPriceLists) return { kind: 'too-many', limit: mostPriceLists };
    const about = { id: dependencies.newId(), currency, version: 1, createdAt: now };
    const priceList = { ...checked, ...about, isRunning: runsAt(checked, now) };
    await insertPriceList(tx, priceList);
    const action = { staffId, operation: 'priceListCreate', reason, at: now };
    await recordPriceList({ tx, send }, { ...action, before: null, after: priceList });
    return { kind: 'created', priceList };
  });
}
