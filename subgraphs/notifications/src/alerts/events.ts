import type { Transaction } from '@cartwright/database';
import { stockChanged, type DataOf, type variantChanged } from '@cartwright/events';
import { onBatch, type MessageHandler } from '@cartwright/messaging';
import type { Tables } from '../generated/tables.ts';
import { saveStock, saveVariant } from './repository/offers.ts';

/** What follows the catalogue is built from. */
export interface Following {
  readonly now: () => Date;
  readonly onDue: () => void;
}

type Tx = Transaction<Tables>;
type Stock = DataOf<typeof stockChanged>;

const batchSize = 64;

/** Follows how much there is of what. */
export const consumes = ({ now, onDue }: Following): MessageHandler<Tx>[] => [
  onBatch(stockChanged, batchSize, async (received, tx: Tx, afterCommit) => {
    await saveStock(tx, latestOf(received.map(({ data }) => data)), now());
    if (received.some(({ data }) => data.available > 0)) afterCommit(onDue);
  }),
];

/** Follows what variants are and cost; announcing hears of them and passes it on. */
export function followVariant({ now }: Pick<Following, 'now'>) {
  return async (tx: Tx, data: DataOf<typeof variantChanged>): Promise<void> => {
    const { variantId, version, title, variantTitle, forSale: isForSale, productSlug: slug = null } = data;
    const prices = data.prices.map(({ currency, amountMinor }) => ({ currency, amountMinor }));
    const variant = { variantId, version, title, variantTitle, isForSale, slug, prices };
    await saveVariant(tx, variant, now());
  };
}

/** One of each variant: a batch may hold several. */
function latestOf(changes: readonly Stock[]): Stock[] {
  const latest = new Map<string, Stock>();
  for (const change of changes)
    if (change.version > (latest.get(change.variantId)?.version ?? 0)) latest.set(change.variantId, change);
  return [...latest.values()];
}
