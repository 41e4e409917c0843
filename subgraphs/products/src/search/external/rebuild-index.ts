import { setTimeout as delay } from 'node:timers/promises';
import { readIndexes } from '../repository/search-indexes.ts';
import { followChanges, startIndex, type FeedDependencies } from './follow-changes.ts';

const pauseMs = 200;

/** Makes the index anew beside the one that is read, and ends when searches read the new one, or a still newer one. */
export async function rebuildIndex(dependencies: FeedDependencies): Promise<void> {
  const { statements } = dependencies.database;
  const name = await startIndex(dependencies);
  const isReady = async () => {
    const index = (await readIndexes(statements)).find((one) => one.name === name);
    return index === undefined || index.isServing;
  };
  while (!(await isReady())) if (!(await followChanges(dependencies))) await delay(pauseMs);
}
