import type { StaffAction } from '../domain/operations/staff-action.ts';
import type { Database, Transaction } from './database.ts';
import type { Slice } from './slice.ts';

/** Reads what staff did. */
export class StaffActions {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** A part of the list, latest first; of one target, or of all for null. */
  list(target: string | null, { size, after }: Slice): Promise<StaffAction[]> {
    const beyond =
      after === null ? {} : { at: { lte: after.at }, NOT: { at: after.at, id: { gte: after.id } } };
    return this.#database.staffAction.findMany({
      where: { ...whereOf(target), ...beyond },
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      take: size,
    }) as Promise<unknown> as Promise<StaffAction[]>;
  }

  count(target: string | null): Promise<number> {
    return this.#database.staffAction.count({ where: whereOf(target) });
  }
}

/** Adds to the audit trail, in the transaction of what was done. */
export async function recordStaffAction(tx: Transaction, action: StaffAction): Promise<void> {
  await tx.staffAction.create({ data: action });
}

function whereOf(target: string | null): object {
  return target === null ? {} : { target };
}
