import { whoeverAsks } from '@cartwright/database';

/** No process is told of what another one changes; gateways keep no answer for so long after they are (`settlesMs`). */
const keptMs = 1_000;

/** Reads of something small that is shared by all who ask. */
export interface RecentlyRead<Value> {
  /** As it was at most a second ago, read once for all who ask. */
  readonly recent: () => Promise<Value>;
  /** As it is now; `recent` is not older from here on. */
  readonly current: () => Promise<Value>;
}

/** Opens reads of something for one process. */
export function readRecently<Value>(read: () => Promise<Value>): RecentlyRead<Value> {
  let kept: { readonly value: Promise<Value>; readonly since: number } | undefined;
  const current = (): Promise<Value> => {
    const value = whoeverAsks(read);
    const reading = { value, since: performance.now() };
    kept = reading;
    value.catch(() => {
      if (kept === reading) kept = undefined;
    });
    return value;
  };
  const recent = (): Promise<Value> =>
    kept !== undefined && performance.now() - kept.since < keptMs ? kept.value : current();
  return { recent, current };
}
