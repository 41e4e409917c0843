import type { Parts } from '../../parts.ts';
import { findOffersToEnd, saveOffer } from '../repository/offers.ts';
import { isOver } from '../rules/flash-offer.ts';
import { holdOffer } from './held-offer.ts';

type EndDependencies = Pick<Parts, 'database' | 'messaging' | 'newId' | 'now' | 'logger'>;

/** Ends offers whose time is over, of which all is sold, or whose price staff took away. One that cannot end keeps no other from it. */
export async function endOffers(dependencies: EndDependencies, mostAtOnce = 100): Promise<void> {
  const { database, now } = dependencies;
  let after: string | null = null;
  do {
    const ids = await findOffersToEnd(database.statements, now(), { after, limit: mostAtOnce });
    for (const id of ids) await tryToEnd(dependencies, id);
    after = ids.length < mostAtOnce ? null : (ids.at(-1) ?? null);
  } while (after !== null);
}

async function tryToEnd(dependencies: EndDependencies, id: string): Promise<void> {
  try {
    await endOffer(dependencies, id);
  } catch (error) {
    dependencies.logger.error({ err: error, offerId: id }, 'a flash offer could not end');
  }
}

async function endOffer(dependencies: EndDependencies, id: string): Promise<void> {
  await holdOffer(dependencies, id, async ({ tx, book, store, now }, offer) => {
    const sale = book.sale(id);
    const ends = offer.endedAt === null && isOver(offer, sale !== undefined, now);
    if (ends && sale !== undefined) book.endSale(sale);
    await store();
    if (ends) await saveOffer(tx, { ...offer, endedAt: offer.endsAt < now ? offer.endsAt : now });
    return { kind: 'ended' as const };
  });
}
