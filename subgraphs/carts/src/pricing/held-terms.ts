import type { PriceTerms, Pricing } from './rules/price-terms.ts';

/** How long what is held counts without a look at its version. */
const lookMs = 1_000;

/** Terms with their version. */
interface Versioned {
  readonly version: string;
  readonly terms: PriceTerms;
}

/** Where terms are read from; `Db` reads as a transaction sees them, or as everybody does. */
export interface TermsSource<Db> {
  /** Reads as everybody does. */
  readonly db: Db;
  readonly readVersion: (db: Db) => Promise<string>;
  /** Reads the version before the terms: what is held may be newer than its version says, and never older. */
  readonly load: (db: Db) => Promise<Versioned>;
  /** IANA name of the shop's time zone. */
  readonly timeZone: string;
}

/** What prices depend on, held by a process: pricing a cart reads nothing. */
export class HeldTerms<Db> {
  readonly #source: TermsSource<Db>;
  #held: Versioned | null = null;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #looking: Promise<PriceTerms> | null = null;
  /** How often this process has changed them: what was being read meanwhile may be from before. */
  #changes = 0;

  constructor(source: TermsSource<Db>) {
    this.#source = source;
  }

  /**
   * What carts are priced by now, or a second ago at most where another process has changed it. To be asked for before a transaction begins:
   * a look takes a connection.
   */
  async at(now: Date): Promise<Pricing> {
    const held = this.#isFresh(now) ? this.#held : null;
    return this.#pricing(held?.terms ?? (await (this.#looking ??= this.#look(now))), now);
  }

  /** The same by the version that a transaction has read, which changes none; it reads them itself where another is held. */
  async within(tx: Db, { version, now }: { readonly version: string; readonly now: Date }): Promise<Pricing> {
    if (this.#held?.version === version) return this.#pricing(this.#held.terms, now);
    const found = await this.#source.load(tx);
    // Another transaction may have brought newer ones meanwhile.
    if (this.#held === null || Number(found.version) >= Number(this.#held.version)) this.#held = found;
    return this.#pricing(found.terms, now);
  }

  /** The version of what `at` answers, or an earlier one: whoever keeps what was priced knows by it when to price again. */
  async versionAt(now: Date): Promise<string> {
    await this.at(now);
    return this.#held?.version ?? '';
  }

  /** Has them looked at before they are used again; to be called when this process has changed them. */
  forget(): void {
    this.#lookedAt = Number.NEGATIVE_INFINITY;
    this.#looking = null;
    this.#changes += 1;
  }

  #isFresh(now: Date): boolean {
    return now.getTime() - this.#lookedAt < lookMs;
  }

  #pricing(terms: PriceTerms, now: Date): Pricing {
    return { terms, now, timeZone: this.#source.timeZone };
  }

  async #look(now: Date): Promise<PriceTerms> {
    const { db, readVersion, load } = this.#source;
    const changes = this.#changes;
    try {
      const held = this.#held;
      const isSame = held !== null && (await readVersion(db)) === held.version;
      const found = isSame ? held : await load(db);
      if (changes === this.#changes) {
        this.#held = found;
        this.#lookedAt = now.getTime();
      }
      return found.terms;
    } finally {
      if (changes === this.#changes) this.#looking = null;
    }
  }
}
