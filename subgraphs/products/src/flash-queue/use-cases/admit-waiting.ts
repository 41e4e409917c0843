import { lockStockOf } from '../../flash-offers/door.ts';
import type { Parts } from '../../parts.ts';
import {
  admitNext,
  findOffersToAdmitTo,
  missAdmissions,
  readGivable,
  type OfferToAdmitTo,
} from '../repository/admissions.ts';
import { admissionMs, admissionsOf } from '../rules/admit.ts';

const offersAtOnce = 100;
const buyersAtOnce = 1_000;

type Dependencies = Pick<Parts, 'database' | 'now' | 'logger'>;

/** Admits those whose turn it is to all offers of which there is something. An offer at which that fails keeps no other from it. */
export async function admitWaiting(dependencies: Dependencies): Promise<void> {
  const { database, now, logger } = dependencies;
  for (const offer of await findOffersToAdmitTo(database.statements, now(), offersAtOnce)) {
    try {
      await admitTo(dependencies, offer);
    } catch (error) {
      logger.error({ err: error, offerId: offer.id }, 'nobody could be admitted to a flash offer');
    }
  }
}

/** Nobody else moves the stock meanwhile: no order takes a piece that is given here, nor does another process give it. */
async function admitTo({ database, now }: Dependencies, { id, variantId }: OfferToAdmitTo): Promise<void> {
  await database.transaction(async (tx) => {
    await lockStockOf(tx, variantId);
    const from = now();
    await missAdmissions(tx, id, from);
    const givable = await readGivable(tx, id, from);
    if (givable === undefined) return;
    const pieces = admissionsOf(givable, buyersAtOnce);
    if (pieces.length === 0) return;
    await admitNext(tx, { offerId: id, pieces, from, until: new Date(from.getTime() + admissionMs) });
  });
}
