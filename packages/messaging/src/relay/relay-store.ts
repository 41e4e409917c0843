/** An unpublished message of the outbox. */
export interface OutboxEntry {
  readonly id: string;
  /** By which the outbox is ordered; some are missing. */
  readonly seq: number;
  readonly type: string;
  readonly subject: string;
  /** JSON. */
  readonly envelope: string;
  /** How often it was marked for republication. */
  readonly drive: number;
}

/** A stream as JetStream describes it. */
export interface FoundStream {
  readonly stream: string;
  /** Differs when the stream was deleted and created again under the same name. */
  readonly created: string;
  readonly lastSeq: number;
}

/** A stream as PostgreSQL remembers it, with the progress of its consumers. */
export interface KnownStream extends FoundStream {
  /** All durable consumers have acknowledged everything up to this sequence; 0 when nothing is known. */
  readonly ackFloor: number;
  /** Every durable consumer that was ever seen. */
  readonly durables: readonly string[];
}

/** What the relay reads and records; each method is one statement, atomic by itself. */
export interface RelayStore {
  /** The oldest unpublished messages, in the order in which they were written. */
  unpublished(limit: number): Promise<OutboxEntry[]>;
  /** Records what was published and the stream's new last sequence. Gives the last sequence known before. */
  markPublished(
    stream: string,
    published: readonly { readonly id: string; readonly seq: number }[],
    highest: number,
  ): Promise<number>;
  knownStream(stream: string): Promise<KnownStream | undefined>;
  /** Records the ack floor and the durables of a stream, unless the stream was recreated in the meantime. */
  recordAckFloor(stream: KnownStream): Promise<void>;
  /**
   * Marks what was published above a sequence for republication, and records the stream as it was found. A recreated stream
   * starts with ack floor 0, and the messages that are not republished count as withheld. Gives how many were marked.
   */
  republishAbove(keptUpTo: number, found: FoundStream): Promise<number>;
  /** Marks for republication what was published between two sequences, both excluded, in the last six days. */
  republishBetween(above: number, below: number): Promise<void>;
  /** Marks for republication what was withheld when a stream was recreated. */
  republishWithheld(): Promise<void>;
}
