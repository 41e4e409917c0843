import { readReason, recordStaffAction } from '@cartwright/audit';
import { isId } from '@cartwright/graph';
import { invalidField, invalidInput, type InvalidField, type InvalidInput } from '@cartwright/input';
import type { QuantityPrice } from '@cartwright/money';
import { priceListPricesMessage } from '../events.ts';
import { existingVariants, saveListedPrices, savePriceList } from '../repository.ts';
import type { PriceList } from '../rules/price-list.ts';
import { readVariantPrices, type VariantPricesInput } from '../rules/variant-prices-input.ts';
import {
  changePriceList,
  type Dependencies,
  type HeldPriceList,
  type PriceListNotFound,
} from './change-price-list.ts';

const noPrices = 'Please give at least one variant.';

/** What variants are to cost by a list. */
export interface UpdatePriceListPrices {
  readonly staffId: string;
  readonly priceListId: string;
  readonly prices: readonly VariantPricesInput[];
  readonly reason?: string | null | undefined;
}

/** Why prices of a variant were not set. */
export type ListedPricesFault =
  | { readonly kind: 'variant-not-found'; readonly variantId: string }
  | { readonly kind: 'invalid-input'; readonly fields: readonly InvalidField[] };

/** What came of it, aligned with what was asked for; undefined where prices were set. */
export type UpdatePriceListPricesOutcome =
  | {
      readonly kind: 'updated';
      readonly priceList: PriceList;
      readonly results: readonly (ListedPricesFault | undefined)[];
    }
  | PriceListNotFound
  | InvalidInput;

interface Wanted {
  readonly variantId: string;
  readonly prices: readonly QuantityPrice[];
}

/** Says what variants cost by a list in one transaction, those that can be set, with one entry in the audit trail. */
export async function updatePriceListPrices(
  dependencies: Dependencies,
  { staffId, priceListId: id, prices, reason }: UpdatePriceListPrices,
): Promise<UpdatePriceListPricesOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  if (prices.length === 0) return invalidInput(invalidField(['prices'], 'REQUIRED', noPrices));
  const outcome = await changePriceList(dependencies, { id }, async (held) => {
    const { results, wanted } = await readAll(held, prices);
    const { present: before } = held;
    if (wanted.length === 0) return { kind: 'updated', priceList: before, results } as const;
    const priceList = { ...before, version: before.version + 1 };
    await savePriceList(held.tx, priceList);
    await saveListedPrices(
      held.tx,
      wanted.map((one) => ({ ...one, priceListId: id.toLowerCase() })),
    );
    held.send(priceListPricesMessage(priceList, wanted));
    const action = { staffId, operation: 'priceListPricesUpdate', ...why.value, at: dependencies.now() };
    const states = {
      before: null,
      after: { variants: wanted.map(({ variantId, prices: own }) => ({ variantId, prices: [...own] })) },
    };
    await recordStaffAction('products', held, { ...action, ...states, target: before.id });
    return { kind: 'updated', priceList, results } as const;
  });
  return outcome.kind === 'changed-meanwhile' ? { kind: 'not-found' } : outcome;
}

async function readAll(
  { tx, present: { currency } }: HeldPriceList,
  prices: readonly VariantPricesInput[],
): Promise<{ readonly results: (ListedPricesFault | undefined)[]; readonly wanted: readonly Wanted[] }> {
  const known = await existingVariants(
    tx,
    prices.map(({ variantId }) => variantId.toLowerCase()).filter(isId),
  );
  const wanted = new Map<string, Wanted>();
  const results = prices.map((input, index): ListedPricesFault | undefined => {
    const variantId = input.variantId.toLowerCase();
    if (!known.has(variantId)) return { kind: 'variant-not-found', variantId: input.variantId };
    const read = readVariantPrices(input, { index, currency });
    if (read.kind === 'invalid-input') return read;
    wanted.set(variantId, { variantId, prices: read.value });
    return undefined;
  });
  return { results, wanted: [...wanted.values()] };
}
