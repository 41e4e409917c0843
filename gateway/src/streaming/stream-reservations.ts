import { randomBytes } from 'node:crypto';
import { ReservedStream } from './reserved-stream.ts';

/** What a reservation is made with. */
export interface Reservation {
  /** Whose stream it is; null for nobody's in particular. */
  readonly viewerId: string | null;
  /** Called once, when the stream is over or was never opened. */
  readonly onEnd: () => void;
}

/** A stream, and whose it is. */
export interface OwnedStream {
  readonly viewerId: string | null;
  readonly stream: ReservedStream;
}

/** How long a reservation is kept for a client that has not opened its stream. */
const openWithinMs = 30_000;
const tokenBytes = 32;

/** The event streams that clients of this process have reserved, by tokens that nobody can guess. */
export class StreamReservations {
  readonly #streams = new Map<string, OwnedStream>();
  readonly #openWithinMs: number;

  constructor(withinMs = openWithinMs) {
    this.#openWithinMs = withinMs;
  }

  /** Reserves a stream and returns the token that opens it, once, and that operations on it name. */
  reserve({ viewerId, onEnd }: Reservation): string {
    const token = randomBytes(tokenBytes).toString('base64url');
    const stream = new ReservedStream(() => {
      clearTimeout(expiry);
      this.#streams.delete(token);
      onEnd();
    });
    const expiry = setTimeout(() => {
      if (!stream.isOpen) void stream.end();
    }, this.#openWithinMs);
    this.#streams.set(token, { viewerId, stream });
    return token;
  }

  /** The stream of a token, while it is reserved or open. */
  find(token: string): OwnedStream | undefined {
    return this.#streams.get(token);
  }

  /** Ends all streams. */
  close(): void {
    for (const { stream } of [...this.#streams.values()]) void stream.end();
  }
}
