/** Thrown by a handler that cannot do its work yet: the message comes again, however often it takes. */
export class RetryLater extends Error {
  override readonly name = 'RetryLater';
  /** How long to wait; grows with the attempts when left out. */
  readonly delayMs: number | undefined;

  constructor(message: string, delayMs?: number) {
    super(message);
    this.delayMs = delayMs;
  }
}

/** Thrown by a handler for which trying again is useless: the message is put aside for staff at once. */
export class Park extends Error {
  override readonly name = 'Park';
}
