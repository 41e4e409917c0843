import { retryWriteConflicts } from '@cartwright/database';
import type { SqlTransaction } from '@cartwright/messaging';
import type { Process } from '../world/process.ts';
import type { Random } from '@cartwright/random';
import { LockTable, releaseAll } from './lock-table.ts';
import {
  ConstraintViolation,
  MemoryTransaction,
  type DatabaseFaults,
  type TransactionHost,
} from './transaction.ts';

/** What a database is made from. */
export interface DatabaseOptions {
  readonly random: Random;
  readonly faults: DatabaseFaults;
  /** Called when a constraint refuses a write. */
  readonly onViolation: (violation: ConstraintViolation) => void;
}

/** A transaction as Prisma hands it out, for code that only passes it on. */
type AnyTransaction = SqlTransaction;

/**
 * A domain's database in memory: statements see what is committed and what their own transaction wrote; rows are locked
 * until its end; it is committed as a whole or not at all, even when its process dies.
 */
export class MemoryDatabase implements TransactionHost {
  readonly random: Random;
  /** Locks on what is not a row. */
  readonly advisoryLocks = new LockTable();
  readonly faults: DatabaseFaults;
  readonly #locking = new Map<Process, Set<MemoryTransaction>>();
  readonly #onViolation: (violation: ConstraintViolation) => void;

  constructor({ random, faults, onViolation }: DatabaseOptions) {
    this.random = random;
    this.faults = faults;
    this.#onViolation = onViolation;
  }

  /** What one process sees of this database, in the form in which messaging wants it. */
  connect<Tx extends AnyTransaction>(process: Process): Connection<Tx> {
    return new Connection<Tx>(this, process);
  }

  begin(process: Process): MemoryTransaction {
    return new MemoryTransaction(this, process);
  }

  locks(transaction: MemoryTransaction): void {
    const { process } = transaction;
    let locking = this.#locking.get(process);
    if (locking === undefined) {
      locking = new Set();
      this.#locking.set(process, locking);
      process.onDeath(() => this.#abandon(process));
    }
    locking.add(transaction);
  }

  /** Hears of every error that ends a transaction. */
  failed(error: unknown): void {
    if (error instanceof ConstraintViolation) this.#onViolation(error);
  }

  ended(transaction: MemoryTransaction): void {
    this.#locking.get(transaction.process)?.delete(transaction);
    releaseAll(transaction);
  }

  #abandon(process: Process): void {
    for (const transaction of this.#locking.get(process) ?? []) transaction.rollback();
    this.#locking.delete(process);
  }
}

/** One process' connections to a database. */
export class Connection<Tx extends AnyTransaction> {
  readonly #database: MemoryDatabase;
  readonly #process: Process;

  constructor(database: MemoryDatabase, process: Process) {
    this.#database = database;
    this.#process = process;
  }

  /** Runs work in a transaction; again, a few times, when it lost against another one. What it throws rolls back. */
  transaction<R>(work: (tx: Tx) => Promise<R>): Promise<R> {
    const timing = { wait: this.#process.wait, random: this.#process.world.random.next };
    return retryWriteConflicts(() => this.#attempt(work), { timing });
  }

  async #attempt<R>(work: (tx: Tx) => Promise<R>): Promise<R> {
    const { world } = this.#process;
    world.countAction();
    if (this.#process.hasDied() || world.isInEndlessLoop) return this.#process.never();
    const transaction = this.#database.begin(this.#process);
    try {
      const result = await work(transaction as unknown as Tx);
      const refusal = transaction.commit();
      return refusal === undefined ? result : await refusal;
    } catch (error) {
      transaction.rollback();
      this.#database.failed(error);
      if (this.#process.hasDied()) return this.#process.never();
      throw error;
    }
  }

  /** Runs one statement by itself. */
  statement<R>(work: (tx: MemoryTransaction) => Promise<R>): Promise<R> {
    return this.#attempt((tx) => work(tx as unknown as MemoryTransaction));
  }

  /** Nothing is sent as SQL here. */
  get statements(): AnyTransaction {
    return this as unknown as AnyTransaction;
  }
}

/** The transaction behind what code under test passes on. */
export function transactionOf(tx: object): MemoryTransaction {
  if (tx instanceof MemoryTransaction) return tx;
  throw new TypeError('Not a transaction of the simulation');
}
