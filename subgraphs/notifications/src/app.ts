import type { Transaction } from '@cartwright/database';
import { createMessageSeal } from '@cartwright/identity';
import { defineSubgraph } from '@cartwright/subgraph';
import { alertsRoom, createTelling, type Telling } from './alerts/room.ts';
import { endAlertsTo, followVariant, lockAlerts, moveAlerts } from './alerts/door.ts';
import { announce, withdrawMails } from './announcing/door.ts';
import { announcingDependencies, announcingRoom } from './announcing/room.ts';
import { cartRemindersRoom } from './cart-reminders/room.ts';
import { configSchema, type Config } from './config.ts';
import { alsoFed } from './event-feed/door.ts';
import { lockAddresses, say } from './consents/door.ts';
import { consentsDependencies, consentsRoom, linkMaker, newsletterLinkMaker } from './consents/room.ts';
import { createPlacing, eventFeedRoom } from './event-feed/room.ts';
import type { Tables } from './generated/tables.ts';
import { deleteWishesFor, fulfilWish } from './newsletter/door.ts';
import { newsletterDependencies, newsletterRoom } from './newsletter/room.ts';
import { inboxRoom } from './inbox/room.ts';
import { createMailSending, createRenderer, type Shop } from './mail/door.ts';
import { mailRoom } from './mail/room.ts';
import { createWebhookSending, queueEvents } from './merchant-webhooks/door.ts';
import { merchantWebhooksRoom } from './merchant-webhooks/room.ts';
import { personalDataRoom } from './personal-data/room.ts';
import { transferRoom } from './transfer/room.ts';

type Saying = Telling['say'];

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
    const consents = consentsDependencies(parts, {
      onWithdrawn: async (tx, withdrawn) => {
        const confirmable = await endAlertsTo(tx, withdrawn);
        if (withdrawn.kinds.includes('NEWSLETTER')) await deleteWishesFor(tx, withdrawn.email);
        await withdrawMails(tx, { ...withdrawn, confirmable });
      },
    });
    const sending = createMailSending(parts, linkMaker(consents));
    const webhooks = createWebhookSending(parts);
    const placing = createPlacing(parts, { onPlaced: queueEvents(parts), afterPlacing: webhooks.wake });
    const onStored = sending.loop.wake;
    const saying: Saying = (tx, said) => say(consents, tx, said);
    const following = {
      onAddress: followAddress({ now: parts.now, say: saying }),
      onVariant: followVariant(parts),
    };
    const announced = announcingDependencies(parts, { render, onStored, ...following });
    const telling: Telling = {
      announce: (tx, announcements) => announce(announced, tx, announcements),
      say: saying,
      onStored,
    };
    const alerts = alertsRoom(parts, createTelling(parts, telling), telling);
    const hearing = [announcingRoom(announced), alerts, cartRemindersRoom(parts, telling)];
    return [
      ...hearing.map((room) => ({ ...room, consumes: alsoFed(room.consumes ?? [], placing.wake) })),
      consentsRoom(parts, consents),
      newsletterRoom(parts, newsletterDependencies(parts, telling)),
      transferRoom(parts, newsletterLinkMaker(consents)),
      inboxRoom(parts),
      mailRoom(sending),
      eventFeedRoom(parts, { fedBy: hearing.flatMap(({ consumes = [] }) => consumes), placing }),
      merchantWebhooksRoom(parts, webhooks),
      personalDataRoom(parts),
    ];
  },
});

/** What follows from an address that a customer has proved. */
function followAddress({ now, say }: { readonly now: () => Date; readonly say: Saying }) {
  return async (tx: Transaction<Tables>, userId: string, email: string): Promise<void> => {
    // Alerts, what is said to the address, the rows of alerts, and those of wishes: in the order of all who lock several of these.
    await lockAlerts(tx, [userId]);
    await lockAddresses(tx, [email]);
    await moveAlerts(tx, userId, email);
    await fulfilWish({ now, say }, tx, { userId, email });
  };
}

function shopOf({ SHOP_NAME, SHOP_URL, SHOP_TIME_ZONE, SHOP_PRODUCT_PATH, PUBLIC_URL }: Config): Shop {
  const told = { name: SHOP_NAME, url: SHOP_URL, timeZone: SHOP_TIME_ZONE };
  return { ...told, productPath: SHOP_PRODUCT_PATH, publicUrl: PUBLIC_URL };
}
