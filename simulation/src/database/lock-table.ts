/** A lock, its holder, and who waits for it. */
export interface Lock {
  holder: LockOwner;
  readonly waiting: { readonly owner: LockOwner; readonly grant: () => void }[];
  /** Removes it from its table once nobody wants it. */
  readonly table: Map<string, Lock>;
  readonly key: string;
}

/** A transaction that takes locks. */
export interface LockOwner {
  /** What it holds. */
  readonly held: Lock[];
  /** What it waits for. */
  awaited: Lock | undefined;
}

/** Row locks, granted in order of request and held until the end of a transaction. */
export class LockTable {
  readonly #locks = new Map<string, Lock>();

  /** Takes a lock if no other transaction has it. */
  tryTake(owner: LockOwner, key: string): boolean {
    const lock = this.#locks.get(key);
    if (lock !== undefined) return lock.holder === owner;
    const taken = { holder: owner, waiting: [], table: this.#locks, key };
    this.#locks.set(key, taken);
    owner.held.push(taken);
    return true;
  }

  /** Resolves when the lock is taken. @throws the error that `deadlock` creates, when the wait would never end */
  take(owner: LockOwner, key: string, deadlock: () => Error): Promise<void> | undefined {
    if (this.tryTake(owner, key)) return undefined;
    const lock = this.#locks.get(key) as Lock;
    if (waitsFor(lock.holder, owner)) throw deadlock();
    return new Promise((grant) => {
      owner.awaited = lock;
      lock.waiting.push({ owner, grant });
    });
  }
}

/** Releases all locks that an owner holds or waits for. */
export function releaseAll(owner: LockOwner): void {
  const { awaited } = owner;
  if (awaited !== undefined) {
    const index = awaited.waiting.findIndex((waiter) => waiter.owner === owner);
    if (index >= 0) awaited.waiting.splice(index, 1);
    owner.awaited = undefined;
  }
  for (const lock of owner.held) release(lock);
  owner.held.length = 0;
}

function release(lock: Lock): void {
  const next = lock.waiting.shift();
  if (next === undefined) {
    lock.table.delete(lock.key);
    return;
  }
  lock.holder = next.owner;
  next.owner.held.push(lock);
  next.owner.awaited = undefined;
  next.grant();
}

/** Whether one owner waits for another, directly or through others. */
function waitsFor(from: LockOwner, target: LockOwner): boolean {
  let current: LockOwner | undefined = from;
  for (let depth = 0; current !== undefined && depth < 1000; depth += 1) {
    if (current === target) return true;
    current = current.awaited?.holder;
  }
  return false;
}
