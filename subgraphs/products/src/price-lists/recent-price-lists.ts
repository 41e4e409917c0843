import { whoeverAsks } from '@cartwright/database';
import type { PriceList } from './rules/price-list.ts';

/** No process is told of what another one changes; gateways keep no answer for so long after they are. */
const keptMs = 1_000;

/** The lists that run, as one process knows them. */
export interface RecentPriceLists {
  /** At once, where they were read within a second. */
  readonly known: () => readonly PriceList[] | undefined;
  /** As they were at most a second ago, read once for all who ask. */
  readonly recent: () => Promise<readonly PriceList[]>;
  /** They have changed here. */
  readonly forget: () => void;
}

/** Opens reads of price lists for one process. */
export function recentPriceLists(read: () => Promise<readonly PriceList[]>): RecentPriceLists {
  let value: { readonly lists: readonly PriceList[]; readonly since: number } | undefined;
  let reading: Promise<readonly PriceList[]> | undefined;
  const known = () =>
    value !== undefined && performance.now() - value.since < keptMs ? value.lists : undefined;
  const readRunning = async () => (await read()).filter(({ isRunning }) => isRunning);
  const start = (): Promise<readonly PriceList[]> => {
    const since = performance.now();
    const started = whoeverAsks(readRunning);
    reading = started;
    const end = (lists?: readonly PriceList[]): void => {
      if (reading !== started) return; // forgotten meanwhile: it may be of before a change
      reading = undefined;
      value = lists && { lists, since };
    };
    started.then(end, () => end());
    return started;
  };
  return {
    known,
    recent: async () => known() ?? reading ?? start(),
    forget: () => {
      value = undefined;
      reading = undefined;
    },
  };
}
