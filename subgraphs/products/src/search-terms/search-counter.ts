import { createHmac } from 'node:crypto';
import type { Language } from '@cartwright/languages';

/** What came of a search: products by the words as they were typed, by others, or nothing. */
export type SearchOutcome = 'ANSWERED' | 'READ_OTHERWISE' | 'UNANSWERED';

/** A search that is counted. */
export interface CountedSearch {
  readonly term: string;
  readonly language: Language;
  readonly outcome: SearchOutcome;
  /** Whoever searched, by anything that tells them from others. Nothing is kept of it but one of 64 places, which is another one for each text. */
  readonly visitor: string;
}

/** How often a text was searched for, and what came of it. */
export interface TermCount {
  readonly language: Language;
  readonly term: string;
  readonly searches: number;
  readonly answered: number;
  readonly unanswered: number;
  /** A bit for the place of each visitor. */
  readonly visitorBits: bigint;
}

/** Of more different texts nothing is counted until those before have been taken. */
const mostTerms = 2_000;
const places = 64n;

/** Counts searches in memory, so that none waits for it; what is not taken yet is lost with the process. */
export class SearchCounter {
  readonly #key: string;
  #counts = new Map<string, TermCount>();

  /** @param key what places follow from, known to no reader of the database and the same in all processes */
  constructor(key: string) {
    this.#key = key;
  }

  /** Counts one. */
  count({ term, language, outcome, visitor }: CountedSearch): void {
    const key = keyOf({ language, term });
    const before = this.#counts.get(key);
    if (before === undefined && this.#counts.size >= mostTerms) return;
    const { searches, answered, unanswered, visitorBits } = before ?? nothing;
    this.#counts.set(key, {
      language,
      term,
      searches: searches + 1,
      answered: answered + (outcome === 'ANSWERED' ? 1 : 0),
      unanswered: unanswered + (outcome === 'UNANSWERED' ? 1 : 0),
      visitorBits: visitorBits | (1n << placeOf(this.#key, `${key} ${visitor}`)),
    });
  }

  /** Counts again what was taken and is not written, before what came meanwhile; of more different texts than it holds, the last are lost. */
  putBack(counts: readonly TermCount[]): void {
    for (const count of counts) {
      const key = keyOf(count);
      const since = this.#counts.get(key);
      if (since === undefined && this.#counts.size >= mostTerms) continue;
      this.#counts.set(key, since === undefined ? count : sumOf(count, since));
    }
  }

  /** All counts since it was last asked, in the order in which everybody writes them. */
  take(): TermCount[] {
    const taken = [...this.#counts.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1));
    this.#counts = new Map();
    return taken.map(([, count]) => count);
  }
}

function keyOf({ language, term }: Pick<TermCount, 'language' | 'term'>): string {
  return `${language} ${term}`;
}

function sumOf(one: TermCount, other: TermCount): TermCount {
  return {
    ...one,
    searches: one.searches + other.searches,
    answered: one.answered + other.answered,
    unanswered: one.unanswered + other.unanswered,
    visitorBits: one.visitorBits | other.visitorBits,
  };
}

const nothing = { searches: 0, answered: 0, unanswered: 0, visitorBits: 0n };

/** A place of somebody at a text: who has the key alone can tell whose it may be, and nobody whether that of another text is the same person's. */
function placeOf(key: string, visitorOfTerm: string): bigint {
  const digest = createHmac('sha256', key).update(`searches ${visitorOfTerm}`).digest();
  return digest.readBigUInt64BE() % places;
}
