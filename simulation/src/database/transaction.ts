import type { Random } from '@cartwright/random';
import type { Process } from '../world/process.ts';
import type { Lock, LockOwner, LockTable } from './lock-table.ts';
import type { Table } from './table.ts';

/** The rate of each fault, from 0 to 1. */
export interface DatabaseFaults {
  /** A statement is slow, so that others run in between. */
  slow: number;
  /** A transaction is aborted because of a conflict. */
  conflict: number;
  /** The connection breaks at a statement, or just before the commit. */
  outage: number;
  /** The commit succeeds, and the connection breaks before the client is answered. */
  lostCommit: number;
}

/** What a transaction knows of its database. */
export interface TransactionHost {
  readonly random: Random;
  readonly faults: DatabaseFaults;
  /** Locks on what is not a row. */
  readonly advisoryLocks: LockTable;
  /** Hears of a transaction that is about to take its first lock: it must give it back when its process dies. */
  locks(transaction: MemoryTransaction): void;
  /** Releases what a transaction holds. */
  ended(transaction: MemoryTransaction): void;
}

const immediately = Promise.resolve();

type Writes = Map<Table<unknown>, Map<string, unknown>>;

/** One transaction, read committed: see `MemoryDatabase`. */
export class MemoryTransaction implements LockOwner {
  readonly process: Process;
  readonly held: Lock[] = [];
  awaited: Lock | undefined;
  readonly #database: TransactionHost;
  // Most transactions write nothing, and there are very many of them.
  #writes: Writes | undefined;
  #afterCommit: (() => void)[] | undefined;
  #isOver = false;

  constructor(database: TransactionHost, process: Process) {
    this.#database = database;
    this.process = process;
  }

  /** Begins a statement, which may be slow or fail. */
  statement(): Promise<void> {
    const { faults, random } = this.#database;
    if (random.chance(faults.slow)) return this.#slowStatement();
    if (!this.#isUsable) return this.#refuse();
    const error = this.#accident();
    return error === undefined ? immediately : Promise.reject(error);
  }

  async #slowStatement(): Promise<void> {
    await this.process.wait(this.#database.random.integer(1, 8));
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

  /** To be called right before any effect: the process may have died between two microtasks. */
  get #isUsable(): boolean {
    return this.process.isAlive && !this.#isOver;
  }

  /** A statement of a dead process never resolves. */
  #refuse(): Promise<never> {
    if (!this.process.isAlive) return this.process.never();
    return Promise.reject(failure('57P01', 'the transaction is over'));
  }

  /** A row as this transaction sees it. */
  get<Row>(table: Table<Row>, key: string): Row | undefined {
    const own = this.#writes?.get(table as Table<unknown>);
    return own?.has(key) === true ? (own.get(key) as Row | undefined) : table.committed.get(key);
  }

  /** Locks a row, whether it exists or not, and returns its current version. */
  lock<Row>(table: Table<Row>, key: string): Promise<Row | undefined> | Row | undefined {
    return this.withLock(table, key, (row) => row);
  }

  /** Locks a row, whether it exists or not, and uses it; without a promise where the lock is free. */
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

  /** Locks a row unless another transaction has it. */
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

  /** Writes a row that no other transaction can write: its key is new, or locked already. */
  write<Row>(table: Table<Row>, key: string, row: Row | undefined): void {
    this.#writes ??= new Map();
    let own = this.#writes.get(table as Table<unknown>);
    if (own === undefined) {
      own = new Map();
      this.#writes.set(table as Table<unknown>, own);
    }
    own.set(key, row);
  }

  /** Inserts a row unless its key exists; waits for a transaction that is inserting the same key. */
  insert<Row>(table: Table<Row>, key: string, row: Row): Promise<boolean> | boolean {
    return this.withLock(table, key, (known) => {
      if (known === undefined) this.write(table, key, row);
      return known === undefined;
    });
  }

  /** The rows that it has written to a table. */
  writtenTo<Row>(table: Table<Row>): Row[] {
    const own = this.#writes?.get(table as Table<unknown>) ?? new Map<string, unknown>();
    return [...own.values()].filter((row) => row !== undefined) as Row[];
  }

  afterCommit(action: () => void): void {
    this.#afterCommit ??= [];
    this.#afterCommit.push(action);
  }

  /** Commits everything; returns a promise only where nothing can be committed any more. */
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

/** An error as PostgreSQL's client throws it. */
export function failure(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}

/** A write that a constraint refuses. Correct rules never cause one. */
export class ConstraintViolation extends Error {
  override readonly name = 'ConstraintViolation';
  readonly code: '23505' | '23514';
  readonly constraint: string;
  readonly orderId: string | undefined;

  constructor(code: ConstraintViolation['code'], constraint: string, orderId?: string) {
    super(`violates ${constraint}`);
    this.code = code;
    this.constraint = constraint;
    this.orderId = orderId;
  }
}

const deadlock = (): Error => failure('40P01', 'deadlock detected');
