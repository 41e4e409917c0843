import type { Parts } from '../../parts.ts';
import { addCounts, forgetDays, forgetTerms } from '../repository/search-terms.ts';
import type { SearchCounter } from '../rules/search-counter.ts';

const dayMs = 24 * 60 * 60_000;
const keptDays = 90;
/** What one visitor alone has searched for says nothing to others. */
const keptDaysOfOne = 7;
const atOnce = 500;

/** Writes what was counted since it was last called, some texts at a time. */
export async function writeCounts(
  { database: { statements }, newId, now }: Pick<Parts, 'database' | 'newId' | 'now'>,
  counter: SearchCounter,
): Promise<void> {
  const counts = counter.take();
  for (let from = 0; from < counts.length; from += atOnce)
    await addCounts(statements, counts.slice(from, from + atOnce), { now: now(), newId });
}

/** Forgets some of what is too long ago. @returns whether there is more */
export async function forgetSearches({
  database: { statements },
  now,
}: Pick<Parts, 'database' | 'now'>): Promise<boolean> {
  const daysAgo = (days: number) => new Date(now().getTime() - days * dayMs);
  const days = await forgetDays(statements, daysAgo(keptDays), atOnce);
  const terms = await forgetTerms(statements, { before: daysAgo(keptDaysOfOne), limit: atOnce });
  return days === atOnce || terms === atOnce;
}
