import type { Parts } from '../../parts.ts';
import { forgetPlaces } from '../repository/places.ts';

const keptMs = 30 * 24 * 60 * 60 * 1_000;
const mostAtOnce = 1_000;

/** Forgets who waited for offers that have been over for a month: until then the draw can be checked. */
export async function forgetOldPlaces({
  database,
  now,
}: Pick<Parts, 'database' | 'now'>): Promise<{ readonly hasMore: boolean }> {
  const before = new Date(now().getTime() - keptMs);
  const forgotten = await forgetPlaces(database.statements, before, mostAtOnce);
  return { hasMore: forgotten === mostAtOnce };
}
