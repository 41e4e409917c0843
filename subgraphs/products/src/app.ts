import { defineSubgraph } from '@cartwright/subgraph';
import { attributesRoom } from './attributes/room.ts';
import { brandsRoom } from './brands/room.ts';
import { bundlesRoom } from './bundles/room.ts';
import { catalogueRoom } from './catalogue/room.ts';
import { categoriesRoom } from './categories/room.ts';
import { collectionsRoom } from './collections/room.ts';
import { configSchema, type Config } from './config.ts';
import { customersRoom } from './customers/room.ts';
import { feedsRoom } from './feeds/room.ts';
import { editingRoom } from './editing/room.ts';
import { flashOffersRoom } from './flash-offers/room.ts';
import { flashQueueRoom } from './flash-queue/room.ts';
import { galleriesRoom } from './galleries/room.ts';
import { locationsRoom } from './locations/room.ts';
import { languagesRoom } from './languages/room.ts';
import { listingRoom } from './listing/room.ts';
import { createSharpRenderer } from './media/door.ts';
import { mediaRoom } from './media/room.ts';
import { metafieldsRoom } from './metafields/room.ts';
import { personalDataRoom } from './personal-data/room.ts';
import { pictureFetchesRoom } from './picture-fetches/room.ts';
import { priceHistoryRoom } from './price-history/room.ts';
import { readPriceLists, recentPriceLists } from './price-lists/door.ts';
import { priceListsRoom } from './price-lists/room.ts';
import { pricingRoom } from './pricing/room.ts';
import { productTypesRoom } from './product-types/room.ts';
import { publishingRoom } from './publishing/room.ts';
import { recommendationsRoom } from './recommendations/room.ts';
import { redirectsRoom } from './redirects/room.ts';
import { reviewPhotosRoom } from './review-photos/room.ts';
import { reviewsRoom } from './reviews/room.ts';
import { searchRoom } from './search/room.ts';
import { searchSettingsRoom } from './search-settings/room.ts';
import { searchTermsRoom } from './search-terms/room.ts';
import { seoRoom } from './seo/room.ts';
import { shopRoom } from './shop/room.ts';
import { stockRoom } from './stock/room.ts';
import { backordersRoom } from './backorders/room.ts';
import { inboundShipmentsRoom } from './inbound-shipments/room.ts';
import { stockTransfersRoom } from './stock-transfers/room.ts';
import { transferRoom } from './transfer/room.ts';
import type { Tables } from './tables.ts';
import { traitsRoom } from './traits/room.ts';
import { translationsRoom } from './translations/room.ts';
import { unitPricesRoom } from './unit-prices/room.ts';

/** The products subgraph: what the store sells, at which price, and how many pieces there are. */
export const products = defineSubgraph<Config, Tables>({
  name: 'products',
  schemaFile: new URL('../schema.graphql', import.meta.url),
  configSchema,
  rooms: (parts) => {
    // One for all: what is drawn shares the threads that files and names are looked up with.
    const renderer = createSharpRenderer({ logger: parts.logger });
    const lists = recentPriceLists(() => readPriceLists(parts.database.statements));
    return [
      languagesRoom,
      shopRoom(parts),
      mediaRoom(parts, renderer),
      catalogueRoom(parts),
      categoriesRoom(parts),
      collectionsRoom(parts),
      brandsRoom(parts),
      productTypesRoom(parts),
      attributesRoom(parts),
      traitsRoom(parts),
      pricingRoom(parts, lists),
      priceListsRoom(parts, lists),
      priceHistoryRoom(parts),
      flashOffersRoom(parts),
      flashQueueRoom(parts),
      unitPricesRoom,
      publishingRoom(parts),
      editingRoom(parts),
      bundlesRoom(parts),
      galleriesRoom(parts),
      pictureFetchesRoom(parts, renderer),
      listingRoom(parts),
      redirectsRoom(parts),
      seoRoom(parts),
      metafieldsRoom(parts),
      searchSettingsRoom(parts),
      searchTermsRoom(parts),
      translationsRoom(parts),
      searchRoom(parts),
      locationsRoom(parts),
      stockRoom(parts),
      stockTransfersRoom(parts),
      inboundShipmentsRoom(parts),
      backordersRoom(parts),
      reviewsRoom(parts),
      reviewPhotosRoom(parts),
      recommendationsRoom(parts),
      feedsRoom(parts),
      transferRoom(parts),
      customersRoom,
      personalDataRoom(parts),
    ];
  },
});
