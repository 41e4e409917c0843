import { createMessageSeal } from '@cartwright/identity';
import { defineSubgraph } from '@cartwright/subgraph';
import { announcingRoom } from './announcing/room.ts';
import { configSchema, type Config } from './config.ts';
import { alsoFed } from './event-feed/door.ts';
import { createPlacing, eventFeedRoom } from './event-feed/room.ts';
import type { Tables } from './generated/tables.ts';
import { inboxRoom } from './inbox/room.ts';
import { createMailSending, createRenderer, type Shop } from './mail/door.ts';
import { mailRoom } from './mail/room.ts';
import { createWebhookSending, queueEvents } from './merchant-webhooks/door.ts';
import { merchantWebhooksRoom } from './merchant-webhooks/room.ts';
import { personalDataRoom } from './personal-data/room.ts';

/** E-mail and in-app notifications, and what other systems hear of the store. It publishes nothing but what staff did. */
export const notifications = defineSubgraph<Config, Tables>({
  name: 'notifications',
  schemaFile: new URL('../schema.graphql', import.meta.url),
  configSchema,
  looksUp: true,
  seals: ({ ACCOUNTS_SEAL_KEYS, ORDERS_SEAL_KEYS }) => ({
    of: {
      accounts: createMessageSeal(...ACCOUNTS_SEAL_KEYS),
      orders: createMessageSeal(...ORDERS_SEAL_KEYS),
    },
  }),
  rooms: async (parts) => {
    const render = await createRenderer(shopOf(parts.config));
    const sending = createMailSending(parts);
    const webhooks = createWebhookSending(parts);
    const placing = createPlacing(parts, { onPlaced: queueEvents(parts), afterPlacing: webhooks.wake });
    const announcing = announcingRoom(parts, { render, onStored: sending.loop.wake });
    const fedBy = announcing.consumes ?? [];
    return [
      { ...announcing, consumes: alsoFed(fedBy, placing.wake) },
      inboxRoom(parts),
      mailRoom(sending),
      eventFeedRoom(parts, { fedBy, placing }),
      merchantWebhooksRoom(parts, webhooks),
      personalDataRoom(parts),
    ];
  },
});

function shopOf({ SHOP_NAME, SHOP_URL, SHOP_TIME_ZONE, PUBLIC_URL }: Config): Shop {
  return { name: SHOP_NAME, url: SHOP_URL, timeZone: SHOP_TIME_ZONE, publicUrl: PUBLIC_URL };
}
