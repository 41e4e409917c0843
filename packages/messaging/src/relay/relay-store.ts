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
  knownStream(stream: string): Promise<KnownStream | undefined>;
  /** Marks what was published above a sequence for publishing again, and remembers the stream as it was found. */
  redriveAbove(keptUpTo: number, found: KnownStream): Promise<number>;
}
