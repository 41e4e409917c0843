import type { IncomingMessage } from 'node:http';

/** A body of a length that is known to be small, as it is read. */
export class ArrivingBody {
  readonly #pieces: Buffer[] = [];
  #isRead = false;
  #take: ((body: Buffer | undefined) => void) | undefined;

  constructor(request: IncomingMessage) {
    request.on('data', (piece: Buffer) => this.#pieces.push(piece));
    request.on('end', () => {
      this.#isRead = true;
      this.#take?.(this.#whole);
    });
  }

  /** Gives the body to the last that asks for it, undefined for none; never, if it does not come. */
  whenRead(take: (body: Buffer | undefined) => void): void {
    this.#take = take;
    if (this.#isRead) take(this.#whole);
  }

  get #whole(): Buffer | undefined {
    return this.#pieces.length > 1 ? Buffer.concat(this.#pieces) : this.#pieces[0];
  }
}
