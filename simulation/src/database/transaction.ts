import type { Process } from '../world/process.ts';
import type { MemoryDatabase } from './database.ts';
import type { Lock, LockOwner, LockTable } from './lock-table.ts';
import type { Table } from './table.ts';

const immediately = Promise.resolve();

type Writes = Map<Table<unknown>, Map<string, unknown>>;

/** One transaction, read committed: see `MemoryDatabase`. */
export class MemoryTransaction implements LockOwner {
  readonly process: Process;
  readonly held: Lock[] = [];
  awaited: Lock | undefined;
  readonly #database: MemoryDatabase;
  // Most transactions write nothing, and there are very many of them.
  #writes: Writes | undefined;
  #afterCommit: (() => void)[] | undefined;
  #isOver = false;

  constructor(database: MemoryDatabase, process: Process) {
    this.#database = database;
    this.process = process;
  }

  /** Begins a statement: it may take its time, and it may fail. */
  statement(): Promise<void> {
    const { faults, random } = this.#database;
    if (random.chance(faults.slow)) return this.#slowStatement();
    if (!this.#isUsable) return this.#refuse();
    const error = this.#accident();
    return error === undefined ? immediately : Promise.reject(error);
  }

  async #slowStatement(): Promise<void> {
    await this.process.wait(this.#database.random.whole(1, 8));
    if (!this.#isUsable) await this.#refuse();
    const error = this.#accident();
    if (error !== undefined) throw error;
  }

  #accident(): Error | undefined {
    const { faults, random } = this.#database;
    if (random.chance(faults.conflict)) return failure('40001', 'could not serialize access');
    if (random.chance(faults.outage)) return failure('57P01', 'terminating connection');
    return undefined;
  }

  /** To be asked right before anything is done: between two turns of a promise the process may have died. */
  get #isUsable(): boolean {
    return this.process.isAlive && !this.#isOver;
  }

  /** What a dead process does in a transaction is never heard of. */
  #refuse(): Promise<never> {
    if (!this.process.isAlive) return this.process.never();
    return Promise.reject(failure('57P01', 'the transaction is over'));
  }

  /** A row as this transaction sees it. */
  get<Row>(table: Table<Row>, key: string): Row | undefined {
    const own = this.#writes?.get(table as Table<unknown>);
    return own?.has(key) === true ? (own.get(key) as Row | undefined) : table.committed.get(key);
  }

  /** Locks a row, there or not, and gives it as it is then. */
  lock<Row>(table: Table<Row>, key: string): Promise<Row | undefined> | Row | undefined {
    return this.withLock(table, key, (row) => row);
  }

  /** Does something with a row that it locks, there or not: at once where nobody else has it, with nothing to wait for. */
  withLock<Row, R>(table: Table<Row>, key: string, use: (row: Row | undefined) => R): Promise<R> | R {
    const wait = this.#take(table.locks, key);
    return wait === undefined ? use(this.get(table, key)) : wait.then(() => use(this.get(table, key)));
  }

  /** Locks anything by name. */
  async lockKey(key: string): Promise<void> {
    await this.#take(this.#database.advisoryLocks, key);
  }

  #take(locks: LockTable, key: string): Promise<void> | undefined {
    if (!this.#isUsable) return this.#refuse();
    if (this.held.length === 0) this.#database.locks(this);
    return locks.take(this, key, deadlock)?.then(() => (this.#isUsable ? undefined : this.#refuse()));
  }

  /** Locks a row unless somebody else has it. */
  tryLock<Row>(table: Table<Row>, key: string): boolean {
    if (!this.#isUsable) return false;
    if (this.held.length === 0) this.#database.locks(this);
    return table.locks.tryTake(this, key);
  }

  /** Writes a row. */
  async put<Row>(table: Table<Row>, key: string, row: Row): Promise<void> {
    await this.#take(table.locks, key);
    this.write(table, key, row);
  }

  /** Writes a row that nobody else can have: its key is new, or locked already. */
  write<Row>(table: Table<Row>, key: string, row: Row | undefined): void {
    this.#writes ??= new Map();
    let own = this.#writes.get(table as Table<unknown>);
    if (own === undefined) {
      own = new Map();
      this.#writes.set(table as Table<unknown>, own);
    }
    own.set(key, row);
  }

  /** Writes a row unless there is one of that key; waits for whoever is just writing one. */
  insert<Row>(table: Table<Row>, key: string, row: Row): Promise<boolean> | boolean {
    return this.withLock(table, key, (known) => {
      if (known === undefined) this.write(table, key, row);
      return known === undefined;
    });
  }

  /** All rows that it has written to a table. */
  writtenTo<Row>(table: Table<Row>): Row[] {
    const own = this.#writes?.get(table as Table<unknown>) ?? new Map<string, unknown>();
    return [...own.values()].filter((row) => row !== undefined) as Row[];
  }

  afterCommit(action: () => void): void {
    this.#afterCommit ??= [];
    this.#afterCommit.push(action);
  }

  /** Stores everything; gives something to wait for only where nothing can be stored any more. */
  commit(): Promise<never> | undefined {
    const { faults, random } = this.#database;
    if (!this.#isUsable) return this.#refuse();
    const writes = this.#writes;
    if (writes !== undefined && random.chance(faults.outage))
      throw failure('57P01', 'terminating connection');
    writes?.forEach((rows, table) => rows.forEach((row, key) => table.apply(key, row)));
    const isHeard = writes === undefined || !random.chance(faults.lostCommit);
    this.#end();
    this.#afterCommit?.forEach((action) => action());
    if (!isHeard) throw failure('08006', 'server closed the connection unexpectedly');
    return undefined;
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

/** What a constraint refuses. Rules that are right never come to that: whoever is refused has decided wrongly. */
export class ConstraintViolation extends Error {
  override readonly name = 'ConstraintViolation';
  readonly code: '23505' | '23514';
  readonly orderId: string | undefined;

  constructor(code: ConstraintViolation['code'], constraint: string, orderId?: string) {
    super(`violates ${constraint}`);
    this.code = code;
    this.orderId = orderId;
  }
}

const deadlock = (): Error => failure('40P01', 'deadlock detected');
