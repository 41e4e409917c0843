import { createMessageSeal } from '@cartwright/identity';
import { defineSubgraph } from '@cartwright/subgraph';
import { announcingRoom } from './announcing/room.ts';
import { configSchema, type Config } from './config.ts';
import type { Tables } from './generated/tables.ts';
import { inboxRoom } from './inbox/room.ts';
import { createMailSending, createRenderer, type Shop } from './mail/door.ts';
import { mailRoom } from './mail/room.ts';
import { personalDataRoom } from './personal-data/room.ts';

/** E-mail and in-app notifications. It publishes nothing. */
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
    return [
      announcingRoom(parts, { render, onStored: sending.loop.wake }),
      inboxRoom(parts),
      mailRoom(sending),
      personalDataRoom(parts),
    ];
  },
});

function shopOf({ SHOP_NAME, SHOP_URL, SHOP_TIME_ZONE, PUBLIC_URL }: Config): Shop {
  return { name: SHOP_NAME, url: SHOP_URL, timeZone: SHOP_TIME_ZONE, publicUrl: PUBLIC_URL };
}
