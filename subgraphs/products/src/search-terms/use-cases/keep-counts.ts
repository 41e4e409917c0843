import type { Parts } from '../../parts.ts';
import { addCounts, forgetDays, forgetTerms } from '../repository/search-terms.ts';
import type { SearchCounter } from '../search-counter.ts';

const dayMs = 24 * 60 * 60_000;
const keptDays = 90;
/** What one visitor alone has searched for says nothing to others. */
const keptDaysOfOne = 7;
const atOnce = 500;

/** Writes what was counted since it was last called, some texts at a time. What cannot be written is counted again, for the next time. */
export async function writeCounts(
  { database: { statements }, newId, now }: Pick<Parts, 'database' | 'newId' | 'now'>,
  counter: SearchCounter,
): Promise<void> {
  const counts = counter.take();
  let written = 0;
  try {
    for (; written < counts.length; written += atOnce)
      await addCounts(statements, counts.slice(written, written + atOnce), { now: now(), newId });
  } finally {
    counter.putBack(counts.slice(written));
  }
}

/** Forgets some of what is too long ago. @returns whether there is more */
export async function forgetSearches({
  database: { statements, transaction },
  now,
}: Pick<Parts, 'database' | 'now'>): Promise<boolean> {
  const daysAgo = (days: number) => new Date(now().getTime() - days * dayMs);
  const days = await transaction((tx) => forgetDays(tx, daysAgo(keptDays), atOnce));
  const terms = await forgetTerms(statements, { before: daysAgo(keptDaysOfOne), limit: atOnce });
  return days > 0 || terms > 0;
}
