/** Somebody for whom bytes wait that they have not taken. */
export interface UnreadClient {
  /** How many wait now. */
  readonly bytes: () => number;
  /** Ends the connection, and lets go of what waits. */
  readonly cutOff: () => void;
}

/** How much may wait. */
export interface UnreadBytesOptions {
  /** For all clients together. */
  readonly maxBytes: number;
  /** Bytes that are written before it is counted again: so much more may wait for a moment. */
  readonly countedEvery: number;
}

/**
 * Bounds what waits in one process for all clients together. One that does not read is soon cut off, and a thousand of them
 * would take gigabytes until then: of whoever has most waiting, the connection ends. Who reads has next to nothing waiting.
 */
export class UnreadBytes {
  readonly #options: UnreadBytesOptions;
  readonly #clients = new Set<UnreadClient>();
  #written = 0;

  constructor(options: UnreadBytesOptions) {
    this.#options = options;
  }

  /** Counts what waits for a client until the returned function is called. */
  watch(client: UnreadClient): () => void {
    this.#clients.add(client);
    return () => this.#clients.delete(client);
  }

  /** Notes that bytes were written to somebody who is watched. */
  wrote(bytes: number): void {
    this.#written += bytes;
    if (this.#written < this.#options.countedEvery) return;
    this.#written = 0;
    this.#cutOffLargest();
  }

  #cutOffLargest(): void {
    const waiting = [...this.#clients]
      .map((client) => ({ client, bytes: client.bytes() }))
      .filter(({ bytes }) => bytes > 0)
      .toSorted((one, other) => other.bytes - one.bytes);
    let excess = waiting.reduce((sum, { bytes }) => sum + bytes, 0) - this.#options.maxBytes;
    for (const { client, bytes } of waiting) {
      if (excess <= 0) return;
      this.#clients.delete(client);
      client.cutOff();
      excess -= bytes;
    }
  }
}

const mebibyte = 1024 * 1024;

/** Of this process. */
export const unreadBytes = new UnreadBytes({ maxBytes: 128 * mebibyte, countedEvery: 16 * mebibyte });
