import { isUnavailable } from '@cartwright/errors';

/** How items are gathered into batches. */
export interface BatcherOptions<Item, Result> {
  /** How many items a batch has at most. */
  readonly maxSize: number;
  /** No batch has two items of one key; those wait for each other in their order. */
  readonly keyOf: (item: Item) => string;
  /** Works on a batch; results are aligned with it. One that fails, and not for an outage, is worked on again, item by item. */
  readonly run: (items: readonly Item[]) => Promise<readonly Result[]>;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Gathers items into batches without waiting for any: one that comes alone is worked on at once, and those that come while a
 * batch is under way make up the next. One batch is under way at a time.
 * @returns works on an item, and gives its own result or error
 */
export function createBatcher<Item, Result>(
  options: BatcherOptions<Item, Result>,
): (item: Item) => Promise<Result> {
  let waiting: Waiting<Item, Result>[] = [];
  let isRunning = false;
  const runAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = nextBatch(waiting, options);
      waiting = waiting.filter((one) => !batch.includes(one));
      await runBatch(batch, options.run);
    }
    isRunning = false;
  };
  return (item) =>
    new Promise<Result>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (isRunning) return;
      isRunning = true;
      queueMicrotask(() => void runAll());
    });
}

function nextBatch<Item, Result>(
  waiting: readonly Waiting<Item, Result>[],
  { maxSize, keyOf }: BatcherOptions<Item, Result>,
): Waiting<Item, Result>[] {
  const byKey = new Map<string, Waiting<Item, Result>>();
  for (const one of waiting) {
    const key = keyOf(one.item);
    if (!byKey.has(key)) byKey.set(key, one);
    if (byKey.size === maxSize) break;
  }
  return [...byKey.values()];
}

async function runBatch<Item, Result>(
  batch: readonly Waiting<Item, Result>[],
  run: BatcherOptions<Item, Result>['run'],
): Promise<void> {
  try {
    const results = await run(batch.map(({ item }) => item));
    batch.forEach(({ resolve }, index) => {
      resolve(results[index] as Result);
    });
  } catch (error) {
    // In an outage each item would wait for a connection, one after the other, and all that come after them as well.
    if (batch.length === 1 || isUnavailable(error)) for (const { reject } of batch) reject(error);
    else for (const one of batch) await runBatch([one], run);
  }
}
