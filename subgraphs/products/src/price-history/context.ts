import { listByKey } from '@cartwright/graph';
import type { StoreCurrency } from '@cartwright/money';
import type { Parts } from '../parts.ts';
import { readPeriods, type PricePeriod } from './repository.ts';

/** What resolvers find at `context.priceHistory`. */
export type PriceHistoryContext = ReturnType<typeof priceHistoryContext>;

/** Makes the context of one operation. */
export function priceHistoryContext({ database: { statements } }: Pick<Parts, 'database'>) {
  const loaderIn = (currency: StoreCurrency) =>
    listByKey(
      (ids: readonly string[]) => readPeriods(statements, ids, currency),
      ({ variantId }: PricePeriod) => variantId,
    );
  const loaders = new Map<StoreCurrency, ReturnType<typeof loaderIn>>();
  return {
    /** Of variants in one currency: one statement for all that are asked for together. */
    periodsIn: (currency: StoreCurrency) => {
      const loader = loaders.get(currency) ?? loaderIn(currency);
      loaders.set(currency, loader);
      return loader;
    },
    /** After a mutation has changed prices: whatever was read is read again. */
    forget: () => loaders.clear(),
  };
}
