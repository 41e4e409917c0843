import type { Parts } from '../../parts.ts';
import { forgetClaims } from '../repository/claims.ts';

const keptMs = 30 * 24 * 60 * 60 * 1_000;
const mostAtOnce = 1_000;

/** Forgets who bought of offers that have been over for a month: nobody's limit is asked for any more. */
export async function forgetOldClaims({
  database,
  now,
}: Pick<Parts, 'database' | 'now'>): Promise<{ readonly hasMore: boolean }> {
  const before = new Date(now().getTime() - keptMs);
  const forgotten = await forgetClaims(database.statements, before, mostAtOnce);
  return { hasMore: forgotten === mostAtOnce };
}
