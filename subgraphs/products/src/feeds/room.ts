import type { Room } from '@cartwright/subgraph';
import { PathSigner } from '../media/door.ts';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { serveFeeds } from './feed-routes.ts';
import { pageUrls } from './rules/page-urls.ts';

/** Large enough for whoever shows products, in a format that all of them know. */
const feedPicture = { format: 'jpeg', width: 1_200, height: 1_200, crop: null } as const;

/** What search engines and merchants' programs read: sitemaps, and a feed of all that is sold. */
export function feedsRoom({ config, database }: Parts): Room<Tables> {
  const { PUBLIC_URL: publicUrl, SHOP_URL: shopUrl } = config;
  const signer = new PathSigner(config.MEDIA_SIGNING_KEYS);
  const urls = pageUrls({
    shopUrl,
    productPath: config.SHOP_PRODUCT_PATH,
    categoryPath: config.SHOP_CATEGORY_PATH,
    collectionPath: config.SHOP_COLLECTION_PATH,
    brandPath: config.SHOP_BRAND_PATH,
  });
  const imageUrl = (imageId: string) => `${publicUrl}${signer.pathOf(imageId, feedPicture)}`;
  const feed = { shopName: config.SHOP_NAME, shopUrl, urls, imageUrl };
  return { routes: (app) => serveFeeds(app, { database, urls, publicUrl, feed }) };
}
