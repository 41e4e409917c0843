import { isUnavailable } from '@cartwright/errors';
import { whoeverAsks } from './asker.ts';

/** How items are gathered. */
export interface GatherOptions<Item, Result> {
  /** How many items one batch takes. */
  readonly limit: number;
  /** No batch has two items of one key; those wait for each other in their order. Without it any may share a batch. */
  readonly keyOf?: (item: Item) => unknown;
  /** Begins the first batch: by default at once, with one item; `queueMicrotask` lets those share it that come together. */
  readonly soon?: (begin: () => void) => void;
  /** Does the work of a batch as one, all of it or nothing; gives the results aligned by index. */
  readonly run: (items: readonly Item[]) => Promise<readonly Result[]>;
}

/**
 * Lets work that many ask for at the same time share its statements and its commit: one that comes alone is done at once, and
 * those that come meanwhile make up the next batch. When a batch fails, and not for an outage, its items are done one by one, so
 * that only the failing one fails. The work is done to its end, whoever goes away.
 */
export function gather<Item, Result>(options: GatherOptions<Item, Result>): (item: Item) => Promise<Result> {
  const { soon = atOnce } = options;
  let waiting: Waiting<Item, Result>[] = [];
  let isRunning = false;
  const runAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = nextBatch(waiting, options);
      waiting = waiting.filter((one) => !batch.includes(one));
      await runBatch(options.run, batch);
    }
    isRunning = false;
  };
  return (item) => {
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    waiting.push({ item, resolve, reject });
    if (!isRunning) {
      isRunning = true;
      soon(() => void whoeverAsks(runAll));
    }
    return promise;
  };
}

const atOnce = (begin: () => void): void => begin();

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/** The first that may share a batch. */
function nextBatch<Item, Result>(
  waiting: readonly Waiting<Item, Result>[],
  { limit, keyOf }: GatherOptions<Item, Result>,
): Waiting<Item, Result>[] {
  const keys = new Set<unknown>();
  const batch: Waiting<Item, Result>[] = [];
  for (const one of waiting) {
    const key = keyOf === undefined ? one : keyOf(one.item);
    if (keys.has(key)) continue;
    keys.add(key);
    batch.push(one);
    if (batch.length === limit) break;
  }
  return batch;
}

async function runBatch<Item, Result>(
  run: GatherOptions<Item, Result>['run'],
  batch: readonly Waiting<Item, Result>[],
): Promise<void> {
  try {
    const results = await run(batch.map(({ item }) => item));
    if (results.length !== batch.length)
      throw new RangeError(`A batch of ${batch.length} gave ${results.length} results`);
    for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result);
  } catch (error) {
    if (batch.length === 1 || isUnavailable(error)) for (const { reject } of batch) reject(error);
    else for (const one of batch) await runBatch(run, [one]);
  }
}
