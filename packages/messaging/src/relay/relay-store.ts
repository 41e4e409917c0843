/** A message that is to be published. */
export interface OutboxEntry {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  /** JSON. */
  readonly envelope: string;
  /** How often it was published again on purpose. */
  readonly drive: number;
}

/** A stream as PostgreSQL remembers it. */
export interface KnownStream {
  readonly stream: string;
  /** Tells a stream from another one that was made anew under its name. */
  readonly created: string;
  readonly lastSeq: number;
}

/** With what its consumers have made of it. */
export interface SettledStream extends KnownStream {
  /** All consumers have acknowledged everything up to here; 0 when nothing is known. */
  readonly settledSeq: number;
  /** Every consumer that was ever seen. */
  readonly durables: readonly string[];
}

/** What the relay reads and remembers; each method is one statement, atomic by itself. */
export interface RelayStore {
  /** The oldest messages that are not published, in the order in which they were written. */
  unpublished(limit: number): Promise<OutboxEntry[]>;
  /** Remembers what was published and how far the stream reaches by that. Gives how far it had reached before. */
  markPublished(
    stream: string,
    published: readonly { readonly id: string; readonly seq: number }[],
    highest: number,
  ): Promise<number>;
  knownStream(stream: string): Promise<SettledStream | undefined>;
  /** Remembers how far a stream is settled, unless it is another one by now. */
  settle(settled: SettledStream): Promise<void>;
  /**
   * Marks what was published above a sequence for publishing again, and remembers the stream as it was found. In a stream
   * that was made anew nothing is settled yet, and what is not published again is held back.
   */
  redriveAbove(keptUpTo: number, found: KnownStream): Promise<number>;
  /** Marks for publishing again what was held back when a stream was made anew. */
  redriveHeldBack(): Promise<void>;
}
