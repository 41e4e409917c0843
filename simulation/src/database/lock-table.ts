/** Who holds and who waits. */
interface Lock {
  holder: LockOwner;
  readonly waiting: { readonly owner: LockOwner; readonly grant: () => void; readonly refuse: () => void }[];
}

/** Somebody who takes locks: one transaction. */
export interface LockOwner {
  /** What it holds. */
  readonly held: Set<string>;
  /** What it waits for. */
  awaited: string | undefined;
}

/** Row locks, first come first served, held until the end of a transaction. */
export class LockTable {
  readonly #locks = new Map<string, Lock>();

  /** Takes a lock at once, if nobody else has it. */
  tryTake(owner: LockOwner, key: string): boolean {
    const lock = this.#locks.get(key);
    if (lock === undefined) {
      this.#locks.set(key, { holder: owner, waiting: [] });
      owner.held.add(key);
      return true;
    }
    return lock.holder === owner;
  }

  /** Resolves when the lock is taken. @throws the error that `deadlock` makes, when waiting would be for ever */
  take(owner: LockOwner, key: string, deadlock: () => Error): Promise<void> | undefined {
    if (this.tryTake(owner, key)) return undefined;
    const lock = this.#locks.get(key) as Lock;
    if (this.#waitsFor(lock.holder, owner)) throw deadlock();
    return new Promise((resolve, reject) => {
      owner.awaited = key;
      lock.waiting.push({ owner, grant: resolve, refuse: () => reject(deadlock()) });
    });
  }

  /** Gives up everything that somebody holds or waits for. */
  releaseAll(owner: LockOwner): void {
    const { awaited } = owner;
    if (awaited !== undefined) {
      const lock = this.#locks.get(awaited);
      const index = lock?.waiting.findIndex((waiter) => waiter.owner === owner) ?? -1;
      if (index >= 0) lock?.waiting.splice(index, 1);
      owner.awaited = undefined;
    }
    for (const key of owner.held) this.#release(key);
    owner.held.clear();
  }

  #release(key: string): void {
    const lock = this.#locks.get(key);
    const next = lock?.waiting.shift();
    if (lock === undefined || next === undefined) {
      this.#locks.delete(key);
      return;
    }
    lock.holder = next.owner;
    next.owner.held.add(key);
    next.owner.awaited = undefined;
    next.grant();
  }

  /** Whether one owner waits, over however many others, for another one. */
  #waitsFor(from: LockOwner, target: LockOwner): boolean {
    let current: LockOwner | undefined = from;
    for (let depth = 0; current !== undefined && depth < 1000; depth += 1) {
      if (current === target) return true;
      current = current.awaited === undefined ? undefined : this.#locks.get(current.awaited)?.holder;
    }
    return false;
  }
}
