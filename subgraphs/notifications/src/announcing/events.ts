import type { Transaction } from '@cartwright/database';
import {
  customerRegistered,
  fulfillmentDelivered,
  fulfillmentShipped,
  guestClaimed,
  orderAccessRequested,
  orderCancelled,
  orderConfirmed,
  type MessageContract,
} from '@cartwright/events';
import { onBatch, onMessage, type MessageHandler } from '@cartwright/messaging';
import type { Tables } from '../generated/tables.ts';
import {
  accessLinkOf,
  cancellationOf,
  confirmationOf,
  deliveryOf,
  shipmentOf,
  welcomeOf,
  type Announcement,
} from './rules.ts';
import { announce, type Dependencies } from './use-cases.ts';

type Handler = MessageHandler<Transaction<Tables>>;

/** The messages that become notifications, and those that say whose notifications are. */
export const consumes = (dependencies: Dependencies): Handler[] => [
  onFact(dependencies, orderConfirmed, confirmationOf),
  onFact(dependencies, fulfillmentShipped, shipmentOf),
  onFact(dependencies, fulfillmentDelivered, deliveryOf),
  onFact(dependencies, orderCancelled, cancellationOf),
  onFact(dependencies, orderAccessRequested, accessLinkOf),
  onFact(dependencies, customerRegistered, welcomeOf),
  onMessage(guestClaimed, async ({ data }, tx: Transaction<Tables>) => {
    await dependencies.storeWithin(tx).claimGuest(data);
    return [];
  }),
];

const batchSize = 64;

/** Announces a fact, up to 64 of them in one transaction, so that a backlog is worked off in batches. */
function onFact<Data>(
  dependencies: Dependencies,
  contract: MessageContract<Data>,
  toAnnouncement: (data: Data) => Announcement,
): Handler {
  return onBatch(contract, batchSize, async (received, tx: Transaction<Tables>) => {
    const announcements = received.map(({ data }) => toAnnouncement(data));
    await announce(dependencies, tx, announcements);
    return received.map(() => []);
  });
}
