import { setTimeout } from 'node:timers/promises';

const lookEachMs = 100;

/** Looks until it is as it should be, or the time is up. @returns what was seen last */
export async function until<Seen>(
  look: () => Seen | Promise<Seen>,
  isGood: (seen: Seen) => boolean,
  mostMs = 15_000,
): Promise<Seen> {
  const startedAt = performance.now();
  for (;;) {
    const seen = await look();
    if (isGood(seen) || performance.now() - startedAt > mostMs) return seen;
    await setTimeout(lookEachMs);
  }
}
