import { LRUCache } from 'lru-cache';
import { tagsOf, type Change } from './change.ts';

/** How far the changes of each kind had been heard of, by kind: a position in its stream. */
export type Heard = Readonly<Record<string, number>>;

/** Where a change was heard of: its kind, and its position in the stream of that kind. */
export interface HeardAt {
  readonly kind: string;
  readonly position: number;
}

/** A moment between two changes, of this process alone. */
export type Mark = number;

interface Last {
  readonly mark: Mark;
  readonly at: HeardAt | undefined;
}

const maxTags = 50_000;
/** What this gateway has changed itself is told by an event within so long. */
const untoldMs = 2_000;

/**
 * Remembers when what last changed, so that what was read before is not kept after. Positions in the streams are the clock that
 * gateways share: what was computed at one of them is known to be older or newer than a change at any other.
 */
export class ChangesHeard {
  readonly #last = new LRUCache<string, Last>({
    max: maxTags,
    dispose: ({ mark, at }, _tag, reason) => {
      if (reason === 'evict') this.#forgetBefore(mark, at);
    },
  });
  readonly #heard = new Map<string, number>();
  /** From where on all changes of a kind are remembered. */
  readonly #floors = new Map<string, number>();
  readonly #own = new Map<string, number>();
  readonly #settledAtMs = new Map<string, number>();
  readonly #now: () => number;
  #mark: Mark = 0;
  #floor: Mark = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The present moment: what is read from now on is newer than every change that was heard of. */
  get mark(): Mark {
    return this.#mark;
  }

  /** How far has been heard, by kind. */
  get heard(): Heard {
    return Object.fromEntries(this.#heard);
  }

  /** Hears of the changes of a kind from a position on. */
  begin({ kind, position }: HeardAt): void {
    this.#floors.set(kind, position);
    this.#heard.set(kind, position);
  }

  /** Notes a change, and gives the tags that it ends. */
  note(change: Change, at?: HeardAt): readonly string[] {
    const tags = tagsOf(change);
    this.#mark += 1;
    if (at !== undefined) this.#heard.set(at.kind, Math.max(at.position, this.#heard.get(at.kind) ?? 0));
    else this.#own.set(change.tag, this.#now());
    if (change.settlesMs !== undefined) this.#settledAtMs.set(change.tag, this.#now() + change.settlesMs);
    for (const tag of [...tags, anyOf(change.tag)]) this.#last.set(tag, { mark: this.#mark, at });
    return tags;
  }

  /** Whether any of the tags was ended after a moment. */
  hasChanged(tags: Iterable<string>, since: Mark): boolean {
    if (since < this.#floor) return true;
    for (const tag of tags) if ((this.#last.get(tag)?.mark ?? 0) > since) return true;
    return false;
  }

  /** Whether what was asked for at a time may be of before a change of a kind that had been heard of, in milliseconds. */
  isSettling(topics: Iterable<string>, askedAtMs: number): boolean {
    for (const tag of topics) if (askedAtMs < (this.#settledAtMs.get(tag) ?? -Infinity)) return true;
    return false;
  }

  /** Whether anything of a kind has changed after a moment, whatever it was of. */
  hasAnyChanged(topics: Iterable<string>, since: Mark): boolean {
    return this.hasChanged([...topics].map(anyOf), since);
  }

  /** Whether what another gateway computed when it had heard so far may be older than a change that concerns it. */
  isOutdated(tags: Iterable<string>, heard: Heard): boolean {
    for (const [kind, floor] of this.#floors) if ((heard[kind] ?? -1) < floor) return true;
    for (const tag of tags) {
      const at = this.#last.get(tag)?.at;
      if (at !== undefined && at.position > (heard[at.kind] ?? -1)) return true;
      if (this.#now() - (this.#own.get(tag) ?? -Infinity) < untoldMs) return true;
    }
    return false;
  }

  #forgetBefore(mark: Mark, at: HeardAt | undefined): void {
    this.#floor = Math.max(this.#floor, mark);
    if (at !== undefined) this.#floors.set(at.kind, Math.max(at.position, this.#floors.get(at.kind) ?? 0));
  }
}

function anyOf(topic: string): string {
  return `any ${topic}`;
}
