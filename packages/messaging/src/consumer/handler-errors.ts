/** Thrown by a handler that cannot do its work yet: the message is redelivered, as often as it takes. */
export class RetryLater extends Error {
  override readonly name = 'RetryLater';
  /** How long to wait; by default it grows with the attempts. */
  readonly delayMs: number | undefined;

  constructor(message: string, delayMs?: number) {
    super(message);
    this.delayMs = delayMs;
  }
}

/** Thrown by a handler for which a retry is useless: the message is parked at once. */
export class Park extends Error {
  override readonly name = 'Park';
}
