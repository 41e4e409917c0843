import { badUserInput } from '@cartwright/errors';
import { isId } from '@cartwright/graph';
import { isProduct } from '../../catalogue/door.ts';
import type { Parts } from '../../parts.ts';
import {
  allowViews,
  holdRecorded,
  mostViews,
  noteMet,
  readViewed,
  refuseViews,
  saveView,
  trimViewsOf,
  type Decider,
} from '../repository/views.ts';

/** The same again within so many seconds is the same look. */
const pauseSeconds = 60;

/** Who looks at what. */
export interface RecordView {
  readonly personId: string;
  /** All that they are: none of these may have refused. */
  readonly personIds: readonly string[];
  readonly productId: string;
}

/** What came of it. */
export type RecordViewOutcome =
  { readonly kind: 'recorded' } | { readonly kind: 'refused' } | { readonly kind: 'product-not-found' };

/** Keeps that somebody looks at a product, unless they do not want it. */
export async function recordView(
  { database, now }: Pick<Parts, 'database' | 'now'>,
  { personId, personIds, productId }: RecordView,
): Promise<RecordViewOutcome> {
  if (!isId(productId)) return { kind: 'product-not-found' };
  return database.transaction(async (tx) => {
    if (!(await isProduct(tx, productId))) return { kind: 'product-not-found' };
    if (!(await holdRecorded(tx, personIds, now()))) return { kind: 'refused' };
    const isNew = await saveView(tx, { personId, productId, viewedAt: now() }, pauseSeconds);
    if (isNew) await trimViewsOf(tx, personId);
    return { kind: 'recorded' };
  });
}

/** Whether it is to be kept what somebody looks at; of all that they are. */
export async function decideOnViews(
  { database, now }: Pick<Parts, 'database' | 'now'>,
  { isWanted, ...decider }: Decider & { readonly isWanted: boolean },
): Promise<void> {
  await database.transaction((tx) =>
    isWanted ? allowViews(tx, decider.personIds) : refuseViews(tx, decider, now()),
  );
}

/** What somebody has looked at, the latest first; who has refused is there all the same. @throws BAD_USER_INPUT for a bad number */
export async function readRecentlyViewed(
  { database: { statements }, now }: Pick<Parts, 'database' | 'now'>,
  { personIds, first }: { readonly personIds: readonly string[]; readonly first: number },
) {
  if (first < 0 || first > mostViews) throw badUserInput(`Ask for 0 to ${mostViews} products.`, 'first');
  const [viewed] = await Promise.all([
    readViewed(statements, personIds, first),
    noteMet(statements, personIds, now()),
  ]);
  return viewed;
}
