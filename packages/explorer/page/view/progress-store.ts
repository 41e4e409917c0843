import { useSyncExternalStore } from 'react';
import { beginning, type Progress } from '../walk/walk.ts';

const key = 'cartwright:walk';

/** Keeps how far somebody is, in this browser tab alone: tokens are not left behind in a shared browser. */
export class ProgressStore {
  #progress: Progress = read();
  readonly #listeners = new Set<() => void>();

  readonly get = (): Progress => this.#progress;

  /** Replaces it, and tells whoever shows it. */
  readonly set = (progress: Progress): void => {
    this.#progress = progress;
    sessionStorage.setItem(key, JSON.stringify(progress));
    for (const listener of this.#listeners) listener();
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

/** How far somebody is, shown anew whenever it changes. */
export function useProgress(store: ProgressStore): Progress {
  return useSyncExternalStore(store.subscribe, store.get);
}

function read(): Progress {
  const stored = sessionStorage.getItem(key);
  return stored === null ? beginning : { ...beginning, ...(JSON.parse(stored) as Progress) };
}
