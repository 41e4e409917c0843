import { AsyncLocalStorage } from 'node:async_hooks';

const gone = new AsyncLocalStorage<AbortSignal>();

/** A statement that was not sent, because nobody waits for its answer any more. */
export class AskerGone extends Error {
  override readonly name = 'AskerGone';

  constructor() {
    super('Nobody waits for the answer any more.');
  }
}

/**
 * Runs work for somebody who may go away: once the signal aborts, what it reads from a database outside of transactions is
 * cancelled there, and nothing more is read. What it must not share with others: a read that they wait for, too.
 */
export function forAsker<R>(signal: AbortSignal, work: () => R): R {
  return gone.run(signal, work);
}

/** Runs work to its end, whoever goes away. */
export function whoeverAsks<R>(work: () => R): R {
  return gone.exit(work);
}

/** Aborts when whoever the present work is for has gone; undefined for work that is done in any case. */
export function askerGone(): AbortSignal | undefined {
  return gone.getStore();
}
