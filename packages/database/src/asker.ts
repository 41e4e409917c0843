import { AsyncLocalStorage } from 'node:async_hooks';

const present = new AsyncLocalStorage<PresentAsker>();

/** Somebody for whom work is done. */
export interface PresentAsker {
  /** Aborted when they have gone. */
  readonly gone: AbortSignal;
  /** Whether they leave some of the connections to what is more important than what they ask. */
  readonly givesWay?: boolean;
  /** Told how many milliseconds they waited for a connection. */
  readonly waited?: (ms: number) => void;
}

/** A statement that was not sent, because nobody waits for its answer any more. */
export class AskerGone extends Error {
  override readonly name = 'AskerGone';

  constructor() {
    super('Nobody waits for the answer any more.');
  }
}

/**
 * Runs work for somebody who may go away: once `gone` aborts, what it reads from a database outside of transactions is
 * cancelled there, and nothing more is read. What it must not share with others: a read that they wait for, too.
 */
export function forAsker<R>(asker: PresentAsker, work: () => R): R {
  return present.run(asker, work);
}

/** Runs work to its end, whoever goes away. */
export function whoeverAsks<R>(work: () => R): R {
  return present.exit(work);
}

/** Aborts when whoever the present work is for has gone; undefined for work that is done in any case. */
export function askerGone(): AbortSignal | undefined {
  return present.getStore()?.gone;
}

/** Whoever the present work is for; undefined for work that is done in any case. */
export function presentAsker(): PresentAsker | undefined {
  return present.getStore();
}
