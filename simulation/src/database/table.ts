import { LockTable } from './lock-table.ts';

/** The committed rows by key, and the locks on them. */
export class Table<Row> {
  readonly locks = new LockTable();
  readonly committed = new Map<string, Row>();
  readonly #onCommit: ((key: string, row: Row | undefined, before: Row | undefined) => void)[] = [];

  /** Calls back for every row that a commit changes, so that an index can follow. */
  onCommit(callback: (key: string, row: Row | undefined, before: Row | undefined) => void): void {
    this.#onCommit.push(callback);
  }

  /** Commits a transaction's write; undefined deletes the row. */
  apply(key: string, row: Row | undefined): void {
    const before = this.committed.get(key);
    if (row === undefined) this.committed.delete(key);
    else this.committed.set(key, row);
    for (const callback of this.#onCommit) callback(key, row, before);
  }
}
