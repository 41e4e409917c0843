import { createMessageSeal } from '@cartwright/identity';
import { defineSubgraph } from '@cartwright/subgraph';
import { auditRoom } from './audit/room.ts';
import { checkoutRoom } from './checkout/room.ts';
import { claimsRoom } from './claims/room.ts';
import { configSchema, type Config } from './config.ts';
import { followingRoom } from './following/room.ts';
import { fulfilmentRoom } from './fulfilment/room.ts';
import type { Tables } from './generated/tables.ts';
import { historyRoom } from './history/room.ts';
import { lookupRoom } from './lookup/room.ts';
import { metafieldsRoom } from './metafields/room.ts';
import { operationsRoom } from './operations/room.ts';
import { orderRoom } from './order/room.ts';
import { parkedMessagesRoom } from './parked-messages/room.ts';
import { paymentMethodsRoom } from './payment-methods/room.ts';
import { paymentReviewsRoom } from './payment-reviews/room.ts';
import { personalDataRoom } from './personal-data/room.ts';
import { placingRoom } from './placing/room.ts';
import { transferRoom } from './transfer/room.ts';

/** Orders and their checkout. */
export const orders = defineSubgraph<Config, Tables>({
  name: 'orders',
  schemaFile: new URL('../schema.graphql', import.meta.url),
  configSchema,
  looksUp: true,
  seals: ({ NOTIFICATIONS_SEAL_KEY }) => ({ own: createMessageSeal(NOTIFICATIONS_SEAL_KEY) }),
  rooms: (parts) => [
    orderRoom(parts),
    auditRoom(parts),
    paymentMethodsRoom(parts),
    checkoutRoom(parts),
    placingRoom(parts),
    claimsRoom(parts),
    historyRoom(parts),
    followingRoom(parts),
    fulfilmentRoom(parts),
    lookupRoom(parts),
    metafieldsRoom(parts),
    parkedMessagesRoom(parts),
    paymentReviewsRoom(parts),
    operationsRoom(parts),
    personalDataRoom(parts),
    transferRoom(parts),
  ],
});
