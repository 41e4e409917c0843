import type { Parts } from '../../parts.ts';
import { findOffersToEnd, saveOffer } from '../repository/offers.ts';
import { isOver } from '../rules/flash-offer.ts';
import { holdOffer } from './held-offer.ts';

const mostAtOnce = 100;

type EndDependencies = Pick<Parts, 'database' | 'messaging' | 'newId' | 'now' | 'logger'>;

/** Ends offers whose time is over, of which all is sold, or whose price staff took away. One that cannot end keeps no other from it. */
export async function endOffers(dependencies: EndDependencies): Promise<void> {
  const { database, logger, now } = dependencies;
  for (const { id } of await findOffersToEnd(database.statements, now(), mostAtOnce)) {
    try {
      await endOffer(dependencies, id);
    } catch (error) {
      logger.error({ err: error, offerId: id }, 'a flash offer could not end');
    }
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
