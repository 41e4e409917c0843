import type { Transaction } from '@cartwright/database';
import type { InvalidInput } from '@cartwright/input';
import type { Tables } from '../../tables.ts';
import { holdSentPhotos, photosOf } from '../repository.ts';
import { planPhotos, type PhotoPlan } from '../rules/plan-photos.ts';

/** The photos that an author wants a review to have. */
export interface PlanReviewPhotos {
  readonly customerId: string;
  /** Null for a review that is not there yet. */
  readonly reviewId: string | null;
  /** Ids of photos that it has, and of uploads of the author's that are complete. */
  readonly wanted: readonly string[];
}

/** Looks up the photos that a review is to have; their files stay until the transaction ends. */
export async function planReviewPhotos(
  tx: Transaction<Tables>,
  { customerId, reviewId, wanted }: PlanReviewPhotos,
): Promise<PhotoPlan | InvalidInput> {
  const present = reviewId === null ? [] : await photosOf(tx, [reviewId]);
  const ids = present.map(({ id }) => id);
  const sent = await holdSentPhotos(
    tx,
    customerId,
    wanted.filter((id) => !ids.includes(id)),
  );
  return planPhotos(wanted, ids, sent);
}
