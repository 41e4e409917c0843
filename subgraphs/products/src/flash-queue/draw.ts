import { createHash } from 'node:crypto';

/** Those who came before the opening are in front of those who came later. */
const [drawn, come] = ['0', '1'];

/** What is told of a seed before it is. */
export function commitmentTo(seed: string): string {
  return digestOf(seed);
}

/** What the draw gives a ticket: hexadecimal, the smallest is first. Nobody who does not know the seed can tell it beforehand. */
export function drawnFor(seed: string, ticket: string): string {
  return digestOf(`${seed}${ticket}`);
}

/** A place in a queue: all of them in the order of their text are the queue. */
export interface Ranked {
  readonly rank: string;
  /** What the draw gave; null for who came once the offer was open. */
  readonly drawRank: string | null;
}

/** Where a new place stands: by lot before the opening, by the time of coming after it, and by the ticket within a millisecond. */
export function rankOf(
  { drawSeed, startsAt }: { readonly drawSeed: string; readonly startsAt: Date },
  { ticket, joinedAt }: { readonly ticket: string; readonly joinedAt: Date },
): Ranked {
  if (joinedAt < startsAt) {
    const drawRank = drawnFor(drawSeed, ticket);
    return { rank: `${drawn}${drawRank}`, drawRank };
  }
  const time = joinedAt.getTime().toString(16).padStart(12, '0');
  return { rank: `${come}${time}${ticket.replaceAll('-', '')}`, drawRank: null };
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
