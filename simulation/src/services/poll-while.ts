import type { Process } from '../world/process.ts';

/** What is looked at, how often, and while what holds. */
export interface Polling {
  readonly process: Process;
  readonly everyMs: number;
  readonly isNeeded: () => boolean;
  readonly look: () => void;
}

/** Looks again and again while it is needed, and no more often; gives what is to be called when it may be needed. */
export function pollWhile({ process, everyMs, isNeeded, look }: Polling): () => void {
  let isWaiting = false;
  const begin = (): void => {
    if (isWaiting || !isNeeded()) return;
    isWaiting = true;
    process.after(everyMs, () => {
      isWaiting = false;
      look();
      begin();
    });
  };
  return begin;
}
