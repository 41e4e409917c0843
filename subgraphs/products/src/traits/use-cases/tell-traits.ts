import type { Parts } from '../../parts.ts';
import { traitsMessage } from '../events.ts';
import { isTooMuch } from '../rules/bound-traits.ts';
import { hasWork, renewTraits, takeChanged, takeMoved, takeTurn } from '../repository.ts';

/** So many products are looked at in one transaction for what has changed, and as many below a category that was moved. */
const productsAtOnce = 500;

/**
 * Tells of some products that may have changed what they are selected and taxed by, where that is something else than was told last.
 * @returns whether there may be more
 */
export async function tellTraits(
  { database, messaging, logger }: Pick<Parts, 'database' | 'messaging' | 'logger'>,
  atOnce = productsAtOnce,
): Promise<boolean> {
  if (!(await hasWork(database.statements))) return false;
  return messaging.transact(async (tx, send) => {
    if (!(await takeTurn(tx))) return false;
    const changed = await takeChanged(tx, atOnce);
    const moved = await takeMoved(tx, atOnce);
    for (const told of await renewTraits(tx, [...new Set([...changed, ...moved])])) {
      if (isTooMuch(told.traits))
        logger.warn({ productId: told.productId }, 'more attributes than promotions can select by');
      send(traitsMessage(told));
    }
    return true;
  });
}
