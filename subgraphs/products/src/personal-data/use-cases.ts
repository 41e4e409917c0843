import type { Statements, Transaction } from '@cartwright/database';
import { originalPath } from '../media/door.ts';
import { collectViews, forgetViews } from '../recommendations/door.ts';
import { eraseFromReviews } from '../reviews/door.ts';
import type { Tables } from '../tables.ts';
import {
  collectCopies,
  collectPhotos,
  collectPurchases,
  collectReports,
  collectReviews,
  collectVotes,
  forgetPeople,
} from './repository.ts';

/** All that products keeps of people: their reviews with photos, votes and reports, what they bought and looked at, and the copies of accounts' data. */
export async function collect(
  db: Statements<Tables>,
  personIds: readonly string[],
): Promise<Record<string, unknown>> {
  return {
    reviews: await collectReviews(db, personIds),
    reviewPhotos: (await collectPhotos(db, personIds)).map((photo) => {
      const { reviewId, width, height } = photo;
      return { reviewId, address: originalPath(photo), width, height };
    }),
    reviewVotes: await collectVotes(db, personIds),
    reviewReports: await collectReports(db, personIds),
    purchases: await collectPurchases(db, personIds),
    ...(await collectViews(db, personIds)),
    ...(await collectCopies(db, personIds)),
  };
}

/**
 * Erases people from products. As shops do, what they wrote of products stays, with its stars, under no name (`A customer`); the
 * author who wants a text to go deletes the review before. What staff had hidden has no reader, and loses its text.
 * Their photos go with all that was sent, since people may be on them. Votes and reports go, and count no more; what they looked at goes.
 * That somebody bought something stays, by an id that leads to nobody, since reviews are marked by it.
 */
export async function erase(tx: Transaction<Tables>, personIds: readonly string[], now: Date): Promise<null> {
  await forgetPeople(tx, personIds);
  await forgetViews(tx, personIds);
  await eraseFromReviews(tx, personIds, now);
  return null;
}
