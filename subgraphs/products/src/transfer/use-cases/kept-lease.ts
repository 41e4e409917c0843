import type { Parts } from '../../parts.ts';
import { renewLease } from '../repository/imports.ts';
import { ImportLost, type HeldImport } from './settle-lines.ts';

/** The lease of an import while lines are passed over that were worked before: they renew nothing themselves. */
export class KeptLease {
  readonly #parts: Pick<Parts, 'database' | 'now'>;
  readonly #held: HeldImport;
  /** When half of it is over. */
  #renewAt: number;

  constructor(parts: Pick<Parts, 'database' | 'now'>, held: HeldImport) {
    this.#parts = parts;
    this.#held = held;
    this.#renewAt = this.#halfOf(held.leasedUntil());
  }

  /** Renews it where that is due. @throws ImportLost where another process has the import */
  async keep(): Promise<void> {
    const { database, now } = this.#parts;
    if (now().getTime() < this.#renewAt) return;
    const { row, leaseId, leasedUntil } = this.#held;
    const until = leasedUntil();
    if (!(await renewLease(database.statements, row.id, { leaseId, leasedUntil: until })))
      throw new ImportLost();
    this.#renewAt = this.#halfOf(until);
  }

  #halfOf(until: Date): number {
    const now = this.#parts.now().getTime();
    return now + (until.getTime() - now) / 2;
  }
}
