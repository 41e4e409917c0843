import type { Parts } from '../../parts.ts';
import { priceListMessage } from '../events.ts';
import type { RecentPriceLists } from '../recent-price-lists.ts';
import { holdDuePriceLists, readPriceLists, savePriceList } from '../repository.ts';
import { runsAt } from '../rules/price-list.ts';

/** Begins and ends lists whose time has come, and announces them. */
export async function advancePriceLists({
  database,
  messaging,
  now,
  lists,
}: Pick<Parts, 'database' | 'messaging' | 'now'> & { readonly lists: RecentPriceLists }): Promise<void> {
  const present = await readPriceLists(database.statements);
  if (present.every((list) => list.isRunning === runsAt(list, now()))) return;
  await messaging.transact(async (tx, send) => {
    const at = now();
    for (const list of await holdDuePriceLists(tx, at)) {
      const next = { ...list, isRunning: runsAt(list, at), version: list.version + 1 };
      await savePriceList(tx, next);
      send(priceListMessage(next));
    }
  });
  lists.forget();
}
