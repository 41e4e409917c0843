import type { Database } from '@cartwright/database';
import { ImportLost, type HeldImport } from './held-import.ts';
import type { ImportBook } from './import-book.ts';
import type { ImportRow } from './import-row.ts';

/** What a lease is kept with. */
interface Parts<Tables> {
  readonly database: Pick<Database<Tables>, 'statements'>;
  readonly now: () => Date;
}

/** The lease of an import while lines are passed over that were worked before: they renew nothing themselves. */
export class KeptLease<Tables, Row extends ImportRow> {
  readonly #parts: Parts<Tables>;
  readonly #book: ImportBook<Tables, Row>;
  readonly #held: HeldImport<Row>;
  /** When half of it is over. */
  #renewAt: number;

  constructor(parts: Parts<Tables>, book: ImportBook<Tables, Row>, held: HeldImport<Row>) {
    this.#parts = parts;
    this.#book = book;
    this.#held = held;
    this.#renewAt = this.#halfOf(held.leasedUntil());
  }

  /** Renews it where that is due. @throws ImportLost where another process has the import */
  async keep(): Promise<void> {
    const { database, now } = this.#parts;
    if (now().getTime() < this.#renewAt) return;
    const { row, leaseId, leasedUntil } = this.#held;
    const until = leasedUntil();
    if (!(await this.#book.renewLease(database.statements, row.id, { leaseId, leasedUntil: until })))
      throw new ImportLost();
    this.#renewAt = this.#halfOf(until);
  }

  #halfOf(until: Date): number {
    const now = this.#parts.now().getTime();
    return now + (until.getTime() - now) / 2;
  }
}
