/** Checks that are going on, by token: a page that opens with many requests has its new token checked, and counted, once. */
export class SharedChecks<Outcome> {
  readonly #going = new Map<string, Promise<Outcome>>();

  /** What comes of the check of a token; a check that somebody else may not have made is made anew. Rejects as `check` does. */
  async share(token: string, check: () => Promise<Outcome>): Promise<Outcome> {
    const going = this.#going.get(token);
    if (going !== undefined) return going.catch(check);
    const own = check();
    this.#going.set(token, own);
    try {
      return await own;
    } finally {
      this.#going.delete(token);
    }
  }
}
