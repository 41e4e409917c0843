import { defineSubgraph } from '@cartwright/subgraph';
import { abandonmentRoom } from './abandonment/room.ts';
import { cartRoom } from './cart/room.ts';
import { configSchema, type Config } from './config.ts';
import { customersRoom } from './customers/room.ts';
import { deliveryRoom } from './delivery/room.ts';
import { followingRoom } from './following/room.ts';
import { freezingRoom } from './freezing/room.ts';
import type { Tables } from './generated/tables.ts';
import { metafieldsRoom } from './metafields/room.ts';
import { offersRoom } from './offers/room.ts';
import { personalDataRoom } from './personal-data/room.ts';
import { pricingRoom } from './pricing/room.ts';
import { savedCartsRoom } from './saved-carts/room.ts';
import { wishListsRoom } from './wish-lists/room.ts';

/** Carts, and what it is made of. */
export const carts = defineSubgraph<Config, Tables>({
  name: 'carts',
  schemaFile: new URL('../schema.graphql', import.meta.url),
  configSchema,
  plansOnce: true,
  looksUp: true,
  rooms: (parts) => [
    customersRoom,
    deliveryRoom,
    pricingRoom,
    offersRoom,
    metafieldsRoom(parts),
    cartRoom(parts),
    followingRoom(parts),
    wishListsRoom(parts),
    savedCartsRoom(parts),
    abandonmentRoom(parts),
    freezingRoom(parts),
    personalDataRoom(parts),
  ],
});
