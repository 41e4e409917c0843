import { TimeQueue } from '../world/time-queue.ts';
import type { Table } from './table.ts';

/** Finds the rows of a table that are due, the longest overdue first. */
export class DueIndex<Row> {
  readonly #table: Table<Row>;
  readonly #dueAt: (row: Row) => Date | null;
  readonly #queue = new TimeQueue<string>();
  readonly #watchers = new Set<() => void>();

  constructor(table: Table<Row>, dueAt: (row: Row) => Date | null) {
    this.#table = table;
    this.#dueAt = dueAt;
    table.onCommit((key, row, before) => {
      const at = row === undefined ? null : dueAt(row);
      if (at === null) return;
      if (before !== undefined && dueAt(before)?.getTime() === at.getTime()) return;
      const isEarliest = at.getTime() < this.#queue.earliest;
      this.#queue.push(at.getTime(), key);
      if (isEarliest) for (const notify of this.#watchers) notify();
    });
  }

  /** In how many milliseconds a row may be due: an earlier look would find nothing. Infinity for never. */
  mayHaveDueIn(now: Date): number {
    return Math.max(0, this.#queue.earliest - now.getTime());
  }

  /** Calls back when a row becomes the next one due. @returns a function that ends this */
  watch(notify: () => void): () => void {
    this.#watchers.add(notify);
    return () => this.#watchers.delete(notify);
  }

  /** The keys of rows that are due; those that `take` refuses stay due. */
  due(now: Date, limit: number, take: (key: string) => boolean): string[] {
    const taken: string[] = [];
    const left: string[] = [];
    while (taken.length < limit && this.#queue.earliest <= now.getTime()) {
      const key = this.#queue.pop()?.value;
      if (key === undefined || !this.#isDue(key, now)) continue;
      left.push(key);
      if (!taken.includes(key) && take(key)) taken.push(key);
    }
    // The transaction that takes a row may be rolled back: the row stays in the index until its due time changes.
    for (const key of new Set(left)) {
      const at = this.#timeOf(key);
      if (at !== null) this.#queue.push(at.getTime(), key);
    }
    return taken;
  }

  #timeOf(key: string): Date | null {
    const row = this.#table.committed.get(key);
    return row === undefined ? null : this.#dueAt(row);
  }

  #isDue(key: string, now: Date): boolean {
    const at = this.#timeOf(key);
    return at !== null && at <= now;
  }
}
