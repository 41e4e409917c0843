import {
  brandChanged,
  categoriesChanged,
  collectionChanged,
  contracts,
  priceListChanged,
  priceListPricesChanged,
  productChanged,
  productTypesChanged,
  reviewsChanged,
  searchSettingsChanged,
  stockChanged,
  variantChanged,
  type DataOf,
} from '@cartwright/events';
import { followStreams, type FollowedStreams } from '@cartwright/messaging/following';
import type { Logger } from '@cartwright/process';
import { LRUCache } from 'lru-cache';
import type { Change } from './change.ts';
import type { HeardAt } from './changes-heard.ts';

/** What changes of the catalogue are followed with. */
export interface FollowCatalogueOptions {
  readonly natsUrl: string;
  readonly logger: Logger;
  /** In milliseconds. */
  readonly now: () => number;
  readonly hear: (change: Change, at: HeardAt) => void;
  /** Told from which position on the changes of a kind are heard of. */
  readonly begin: (at: HeardAt) => void;
}

/** Hears of changes of products, prices, stock, reviews, categories, collections, brands, product types, settings of searches and price lists through the events that products publishes. */
export function followCatalogue(options: FollowCatalogueOptions): FollowedStreams {
  const { natsUrl: url, logger, now, begin, hear } = options;
  const read = catalogueChanges();
  return followStreams({
    url,
    name: 'gateway',
    logger,
    now,
    contracts: contracts.filter(({ isFollowedByGateway }) => isFollowedByGateway),
    onBegin: (kind, position) => begin({ kind, position }),
    onMessage: ({ received: { type, data }, position }) => {
      for (const change of read(type, data)) hear(change, { kind: type, position });
    },
  });
}

const maxVariants = 200_000;
/** So long a process of products may answer by the categories, product types, settings of searches and price lists that it has in memory (`read-recently.ts`, `recent-price-lists.ts`). */
const treeKeptMs = 1_000;

/** Reads events as changes. Lists follow from whether a variant can be bought, and not from how many pieces there are. */
export function catalogueChanges(): (type: string, data: unknown) => readonly Change[] {
  const wasForSale = new LRUCache<string, boolean>({ max: maxVariants });
  return (type, data) => {
    if (type === variantChanged.type) return variantChanges(data as DataOf<typeof variantChanged>);
    if (type === productChanged.type) return [productChange(data as DataOf<typeof productChanged>)];
    if (type === reviewsChanged.type) return [reviewChange(data as DataOf<typeof reviewsChanged>)];
    if (type === categoriesChanged.type) return [categoryChange];
    if (type === collectionChanged.type) return [collectionChange];
    if (type === brandChanged.type) return [brandChange];
    if (type === productTypesChanged.type) return [productTypeChange];
    if (type === searchSettingsChanged.type) return [searchSettingsChange];
    if (type === priceListChanged.type || type === priceListPricesChanged.type) return [priceListChange];
    if (type !== stockChanged.type) return [];
    const { variantId, available } = data as DataOf<typeof stockChanged>;
    const isForSale = available > 0;
    const isTurned = wasForSale.get(variantId) !== isForSale;
    wasForSale.set(variantId, isForSale);
    const variant = `ProductVariant:${variantId}`;
    return [{ tag: 'stock', of: isTurned ? [variant, 'Product'] : [variant], isOfLists: isTurned }];
  };
}

function variantChanges({ productId, variantId }: DataOf<typeof variantChanged>): Change[] {
  const variant = `ProductVariant:${variantId}`;
  return [
    { tag: 'prices', of: [`Product:${productId}`, variant], isOfLists: true },
    { tag: 'products', of: [variant], isOfLists: false },
  ];
}

function productChange({ productId }: DataOf<typeof productChanged>): Change {
  return { tag: 'products', of: [`Product:${productId}`], isOfLists: true };
}

/** Which answers follow from one category cannot be told: names stand in paths, and lists hold what is below. */
const categoryChange: Change = { tag: 'categories', isOfLists: true, settlesMs: treeKeptMs };

/** A product says which collections it is in, and which answers that makes another one cannot be told. */
const collectionChange: Change = { tag: 'collections', isOfLists: true };

/** A product leads to its brand, and lists are narrowed by brands' slugs. */
const brandChange: Change = { tag: 'brands', isOfLists: true };

/** What attributes are called and what facets show of them stands in the answers about all their products. */
const productTypeChange: Change = { tag: 'product-types', isOfLists: true, settlesMs: treeKeptMs };

/** What is pinned, and what words stand for, makes any search another one. */
const searchSettingsChange: Change = { tag: 'search-settings', isOfLists: true, settlesMs: treeKeptMs };

/** A list may be about every variant. What it makes of prices does not change what is in lists of products, but kept answers show them. */
const priceListChange: Change = { tag: 'prices', isOfLists: true, settlesMs: treeKeptMs };

function reviewChange({ productId }: DataOf<typeof reviewsChanged>): Change {
  return { tag: 'reviews', of: [`Product:${productId}`], isOfLists: true };
}
