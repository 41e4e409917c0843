import { defineSubgraph, type Room } from '@cartwright/subgraph';
import { abandonmentRoom } from './abandonment/room.ts';
import { cartRoom } from './cart/room.ts';
import { configSchema, type Config } from './config.ts';
import { customersRoom } from './customers/room.ts';
import { deliveryRoom } from './delivery/room.ts';
import { discountCodesRoom } from './discount-codes/room.ts';
import { followingRoom } from './following/room.ts';
import { freezingRoom } from './freezing/room.ts';
import type { Tables } from './generated/tables.ts';
import { metafieldsRoom } from './metafields/room.ts';
import { offersRoom } from './offers/room.ts';
import type { Parts } from './parts.ts';
import { personalDataRoom } from './personal-data/room.ts';
import { heldTerms, pricingRoom } from './pricing/room.ts';
import { promotionsRoom } from './promotions/room.ts';
import { savedCartsRoom } from './saved-carts/room.ts';
import { taxIdentityRoom } from './tax-identity/room.ts';
import { taxesRoom } from './taxes/room.ts';
import { wishListsRoom } from './wish-lists/room.ts';

/** Carts, and what it is made of. */
export const carts = defineSubgraph<Config, Tables>({
  name: 'carts',
  schemaFile: new URL('../schema.graphql', import.meta.url),
  configSchema,
  plansOnce: true,
  looksUp: true,
  rooms: (parts) => roomsOf(parts, heldTerms(parts)),
});

/** All of them price carts by the same terms, which the process holds once. */
function roomsOf(parts: Parts, terms: ReturnType<typeof heldTerms>): Room<Tables>[] {
  return [
    customersRoom,
    taxesRoom(parts, terms),
    deliveryRoom,
    pricingRoom,
    offersRoom,
    metafieldsRoom(parts),
    promotionsRoom(parts, terms),
    cartRoom(parts, terms),
    discountCodesRoom(parts, terms),
    followingRoom(parts, terms),
    taxIdentityRoom(parts, terms),
    wishListsRoom(parts, terms),
    savedCartsRoom(parts, terms),
    abandonmentRoom(parts, terms),
    freezingRoom(parts, terms),
    personalDataRoom(parts),
  ];
}
