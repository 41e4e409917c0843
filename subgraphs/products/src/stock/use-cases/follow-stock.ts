import { isId, type EventStream } from '@cartwright/graph';
import type { Parts } from '../../parts.ts';
import { readSeenLevels } from '../following/seen-stock.ts';
import type { ShownStock } from '../following/stock-feed.ts';
import type { StockFollowers } from '../following/stock-followers.ts';

/** What following stock needs. */
export interface FollowStockDependencies extends Pick<Parts, 'database'> {
  readonly followers: StockFollowers;
}

/** The stock of some variants as it is, and then whenever it shows something else; null when shoppers see none of them. */
export async function followStock(
  { database, followers }: FollowStockDependencies,
  variantIds: readonly string[],
): Promise<EventStream<ShownStock> | null> {
  const levels = await readSeenLevels(database.statements, [...new Set(variantIds.filter(isId))]);
  return levels.length === 0 ? null : followers.follow(levels);
}
