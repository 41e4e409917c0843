import type { Transaction } from '@cartwright/database';
import type { Send } from '@cartwright/messaging';
import type { Parts } from '../../parts.ts';
import type { Tables } from '../../tables.ts';
import { announceVariants } from '../announce-variants.ts';
import { holdVariants, readPrices, savePrices, type HeldVariant } from '../repository/prices.ts';
import { deleteSales, readSales, saveSales } from '../repository/sales.ts';
import { PriceBook, type BookChanges } from '../rules/price-book.ts';

/** What prices are changed with. */
export type Dependencies = Pick<Parts, 'messaging' | 'newId' | 'now'>;

/** The prices of some variants, which nobody else changes until the transaction ends. */
export interface HeldPrices {
  readonly tx: Transaction<Tables>;
  readonly send: Send;
  readonly now: Date;
  readonly variantIds: ReadonlySet<string>;
  /** What was to begin or to end by now has. */
  readonly book: PriceBook;
  /** Stores what has become of the book, and announces variants that have other prices. Once, before the audit trail. */
  readonly store: () => Promise<BookChanges>;
}

/**
 * Changes prices of variants in a transaction of its own; those that there are not are not among `variantIds`.
 * @param beforehand what has to be locked before the products: stock, for whoever moves it locks products last
 */
export function changePrices<Outcome>(
  { messaging, now }: Pick<Dependencies, 'messaging' | 'now'>,
  variantIds: readonly string[],
  change: (held: HeldPrices) => Promise<Outcome>,
  beforehand?: (tx: Transaction<Tables>) => Promise<void>,
): Promise<Outcome> {
  return messaging.transact(async (tx, send) => {
    await beforehand?.(tx);
    const variants = await holdVariants(tx, variantIds);
    const ids = variants.map(({ id }) => id);
    const at = now();
    const book = new PriceBook(await readPrices(tx, ids), await readSales(tx, ids));
    book.advance(at);
    const store = () => storeBook({ tx, send, book, variants });
    return change({ tx, send, now: at, variantIds: new Set(ids), book, store });
  });
}

interface Stored extends Pick<HeldPrices, 'tx' | 'send' | 'book'> {
  readonly variants: readonly HeldVariant[];
}

async function storeBook({ tx, send, book, variants }: Stored): Promise<BookChanges> {
  const changes = book.changes();
  await savePrices(tx, changes.prices);
  await deleteSales(tx, changes.goneSaleIds);
  await saveSales(tx, changes.sales);
  if (changes.prices.length === 0) return changes;
  const changed = new Set(changes.prices.map(({ variantId }) => variantId));
  await announceVariants(
    { tx, send },
    variants.filter(({ id }) => changed.has(id)),
  );
  return changes;
}
