import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * For how long the work of many waits for a lock, in milliseconds: longer than PostgreSQL takes to find a deadlock (one second),
 * which is a write conflict and is done again for all of them.
 */
export const lockTimeoutForManyMs = 1_500;

const present = new AsyncLocalStorage<{ isOver: boolean }>();

/**
 * Runs work that is done for many at once. Its transactions do not wait for a lock for long, so that one locked row does not hold up
 * everybody: they fail with 55P03, and the work is to be done for each alone. What the work leaves behind, running on, is not meant.
 */
export async function forMany<R>(work: () => Promise<R>): Promise<R> {
  const many = { isOver: false };
  try {
    return await present.run(many, work);
  } finally {
    many.isOver = true;
  }
}

/** Runs work for one alone, which waits for a lock as long as any statement may. */
export function forOne<R>(work: () => R): R {
  return present.exit(work);
}

/** Whether the present work is done for many. */
export function isForMany(): boolean {
  return present.getStore()?.isOver === false;
}
