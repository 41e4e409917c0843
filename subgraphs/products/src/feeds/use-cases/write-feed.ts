import type { StoreCurrency } from '@cartwright/money';
import { readTree } from '../../catalogue/door.ts';
import type { Parts } from '../../parts.ts';
import { firstId, readFeedRows, type FeedRow } from '../repository.ts';
import { feedFrame, feedItem, type MerchantItem } from '../rules/merchant-item.ts';
import type { PageUrls } from '../rules/page-urls.ts';

/** What a feed is made of. */
export interface Feed {
  readonly currency: StoreCurrency;
  readonly shopName: string;
  readonly shopUrl: string;
  readonly urls: PageUrls;
  /** The address of a picture as feeds show it. */
  readonly imageUrl: (imageId: string) => string;
}

const productsAtOnce = 200;

/** All that is sold in one currency, written as it is read. */
export async function* writeFeed(
  { database: { statements } }: Pick<Parts, 'database'>,
  feed: Feed,
): AsyncGenerator<string> {
  const { head, foot } = feedFrame(feed.shopName, feed.shopUrl);
  yield head;
  const tree = await readTree(statements);
  const categoryNames = (id: string) => tree.path(id).map(({ name }) => name);
  for (let after = firstId; ;) {
    const rows = await readFeedRows(statements, { after, limit: productsAtOnce, currency: feed.currency });
    const last = rows.at(-1);
    if (last === undefined) break;
    yield rows.flatMap((row) => itemOf(row, feed, categoryNames(row.categoryId))).join('');
    after = last.productId;
  }
  yield foot;
}

function itemOf(
  { variantId, slug, imageId, ...row }: FeedRow,
  { currency, urls, imageUrl }: Feed,
  categoryNames: readonly string[],
): string[] {
  if (variantId === null) return [];
  const item: MerchantItem = {
    ...row,
    variantId,
    currency,
    categoryNames,
    url: `${urls.product(slug)}?variant=${variantId}`,
    imageUrl: imageId === null ? null : imageUrl(imageId),
  };
  return [feedItem(item)];
}
