/** A message as it is published. */
export interface PublishedMessage {
  readonly subject: string;
  /** Its content as an object: JSON is not simulated. */
  readonly envelope: unknown;
  readonly messageId: string;
}

/** A message as a stream stores it. */
export interface StreamMessage extends PublishedMessage {
  readonly seq: number;
  /** The message type, as handlers name it. */
  readonly type: string;
}
