/** Lets nobody through before so many are there; from then on, everybody. */
export class Gate {
  readonly #opened = Promise.withResolvers<undefined>();
  #missing: number;

  constructor(members: number) {
    this.#missing = members;
    if (members === 0) this.#opened.resolve(undefined);
  }

  async pass(): Promise<void> {
    this.leave();
    await this.#opened.promise;
  }

  /** One fewer is waited for. */
  leave(): void {
    this.#missing -= 1;
    if (this.#missing === 0) this.#opened.resolve(undefined);
  }
}
