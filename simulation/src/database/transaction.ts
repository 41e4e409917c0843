import type { Process } from '../world/process.ts';
import type { MemoryDatabase } from './database.ts';
import type { LockOwner } from './lock-table.ts';
import type { Table } from './table.ts';

type Writes = Map<Table<unknown>, Map<string, unknown>>;

/** One transaction, read committed: see `MemoryDatabase`. */
export class MemoryTransaction implements LockOwner {
  readonly process: Process;
  readonly held = new Set<string>();
  awaited: string | undefined;
  /** Messages that it has put into the outbox. */
  readonly written = new Set<string>();
  readonly #database: MemoryDatabase;
  readonly #writes: Writes = new Map();
  readonly #afterCommit: (() => void)[] = [];
  #isOver = false;

  constructor(database: MemoryDatabase, process: Process) {
    this.#database = database;
    this.process = process;
  }

  /** Begins a statement: it may take its time, and it may fail. */
  async statement(): Promise<void> {
    const { faults, random } = this.#database;
    if (random.chance(faults.slow)) await this.process.wait(random.whole(1, 8));
    if (!this.#isUsable) await this.#refuse();
    if (random.chance(faults.conflict)) throw failure('40001', 'could not serialize access');
    if (random.chance(faults.outage)) throw failure('57P01', 'terminating connection');
  }

  /** To be asked right before anything is done: between two turns of a promise the process may have died. */
  get #isUsable(): boolean {
    return this.process.isAlive && !this.#isOver;
  }

  /** What a dead process does in a transaction is never heard of. */
  #refuse(): Promise<void> {
    if (!this.process.isAlive) return this.process.never();
    throw failure('57P01', 'the transaction is over');
  }

  /** A row as this transaction sees it. */
  get<Row>(table: Table<Row>, key: string): Row | undefined {
    const own = this.#writes.get(table as Table<unknown>);
    return own?.has(key) === true ? (own.get(key) as Row | undefined) : table.committed.get(key);
  }

  /** Locks a row, there or not, and gives it as it is then. */
  async lock<Row>(table: Table<Row>, key: string): Promise<Row | undefined> {
    await this.lockKey(`${table.name}/${key}`);
    return this.get(table, key);
  }

  /** Locks anything by name. */
  async lockKey(key: string): Promise<void> {
    if (!this.#isUsable) await this.#refuse();
    await this.#database.locks.take(this, key, () => failure('40P01', 'deadlock detected'));
    if (!this.#isUsable) await this.#refuse();
  }

  /** Locks a row unless somebody else has it. */
  tryLock<Row>(table: Table<Row>, key: string): boolean {
    return this.#isUsable && this.#database.locks.tryTake(this, `${table.name}/${key}`);
  }

  /** Writes a row. */
  async put<Row>(table: Table<Row>, key: string, row: Row): Promise<void> {
    await this.lockKey(`${table.name}/${key}`);
    this.write(table, key, row);
  }

  /** Writes a row that nobody else can have: its key is new, or locked already. */
  write<Row>(table: Table<Row>, key: string, row: Row | undefined): void {
    let own = this.#writes.get(table as Table<unknown>);
    if (own === undefined) {
      own = new Map();
      this.#writes.set(table as Table<unknown>, own);
    }
    own.set(key, row);
  }

  /** Writes a row unless there is one of that key; waits for whoever is just writing one. */
  async insert<Row>(table: Table<Row>, key: string, row: Row): Promise<boolean> {
    if ((await this.lock(table, key)) !== undefined) return false;
    this.write(table, key, row);
    return true;
  }

  afterCommit(action: () => void): void {
    this.#afterCommit.push(action);
  }

  async commit(): Promise<void> {
    const { faults, random } = this.#database;
    if (!this.#isUsable) await this.#refuse();
    if (this.#writes.size > 0 && random.chance(faults.outage))
      throw failure('57P01', 'terminating connection');
    for (const [table, rows] of this.#writes) {
      for (const [key, row] of rows) table.apply(key, row);
    }
    const isHeard = this.#writes.size === 0 || !random.chance(faults.lostCommit);
    this.#end();
    for (const action of this.#afterCommit) action();
    if (!isHeard) throw failure('08006', 'server closed the connection unexpectedly');
  }

  rollback(): void {
    if (!this.#isOver) this.#end();
  }

  #end(): void {
    this.#isOver = true;
    this.#database.ended(this);
  }
}

/** An error as PostgreSQL's client gives it. */
export function failure(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
