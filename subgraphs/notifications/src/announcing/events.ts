import type { Transaction } from '@cartwright/database';
import {
  customerChanged,
  customerRegistered,
  dataRequestCompleted,
  emailLinkRequested,
  fulfillmentDelivered,
  fulfillmentShipped,
  guestClaimed,
  orderAccessRequested,
  orderCancelled,
  orderClaimed,
  orderConfirmed,
  orderInReview,
  passwordResetRequested,
  userUpdated,
  staffInvited,
  signInChanged,
  variantChanged,
  type DataOf,
  type MessageContract,
} from '@cartwright/events';
import { onBatch, onMessage, type MessageHandler } from '@cartwright/messaging';
import { onCustomer } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Customer, Picture } from './ports.ts';
import { confirmedEmailOf } from './repository/readers.ts';
import type { Announcement } from './rules/announcement.ts';
import {
  accessLinkOf,
  cancellationOf,
  confirmationOf,
  dataRequestOf,
  deliveryOf,
  emailLinkOf,
  passwordResetOf,
  reviewOf,
  shipmentOf,
  staffInvitationOf,
  signInChangeOf,
  welcomeOf,
} from './rules/announcements.ts';
import { announce, type Dependencies } from './use-cases.ts';

type Tx = Transaction<Tables>;
type Handler = MessageHandler<Tx>;

const batchSize = 64;

/** The messages that become notifications, and those that say who reads them and what they show. */
export const consumes = (dependencies: Dependencies): Handler[] => [
  onFact(dependencies, orderInReview, reviewOf),
  onFact(dependencies, orderConfirmed, confirmationOf),
  onFact(dependencies, fulfillmentShipped, shipmentOf),
  onFact(dependencies, fulfillmentDelivered, deliveryOf),
  onFact(dependencies, orderCancelled, cancellationOf),
  onFact(dependencies, orderAccessRequested, accessLinkOf),
  onFact(dependencies, passwordResetRequested, passwordResetOf),
  onFact(dependencies, emailLinkRequested, emailLinkOf),
  onFact(dependencies, staffInvited, staffInvitationOf),
  onFact(dependencies, signInChanged, signInChangeOf),
  onFact(dependencies, dataRequestCompleted, dataRequestOf),
  onBatch(customerRegistered, batchSize, async (received, tx: Tx, afterCommit) => {
    const registered = received.map(({ data }) => data);
    await dependencies.storeWithin(tx).saveCustomers(registered.map(newCustomer));
    // Who is asked to confirm the address is welcomed by that mail.
    const welcomed = registered.filter(({ isAskedToConfirm = false }) => !isAskedToConfirm);
    await announce(dependencies, tx, welcomed.map(welcomeOf));
    afterCommit(() => dependencies.onStored?.());
    return received.map(() => []);
  }),
  onCustomer(userUpdated, async ({ data }, tx: Tx) => {
    const { customerId } = data;
    await dependencies.storeWithin(tx).saveCustomers([customerOf(data)]);
    const email = await confirmedEmailOf(tx, customerId); // an older message changes nothing
    if (email !== null) await dependencies.onAddress?.(tx, customerId, email);
    return [];
  }),
  onMessage(orderClaimed, async ({ data }, tx: Tx) => {
    await dependencies.storeWithin(tx).claimOrder(data);
    return [];
  }),
  // Sent by earlier releases only.
  onCustomer(customerChanged, async ({ data }, tx: Tx) => {
    await dependencies.storeWithin(tx).saveCustomers([{ ...data, confirmedEmail: null }]);
    return [];
  }),
  onMessage(guestClaimed, async ({ data }, tx: Tx) => {
    await dependencies.storeWithin(tx).claimGuest(data);
    return [];
  }),
  onMessage(variantChanged, async ({ data }, tx: Tx) => {
    await dependencies.storeWithin(tx).savePictures(pictureOf(data));
    await dependencies.onVariant?.(tx, data);
    return [];
  }),
];

/** Announces a fact, up to 64 of them in one transaction, so that a backlog is worked off in batches. */
function onFact<Data>(
  dependencies: Dependencies,
  contract: MessageContract<Data>,
  toAnnouncement: (data: Data) => Announcement,
): Handler {
  return onBatch(
    contract,
    batchSize,
    async (received, tx: Tx, afterCommit) => {
      const announcements = received.map(({ data }) => toAnnouncement(data));
      await announce(dependencies, tx, announcements);
      afterCommit(() => dependencies.onStored?.());
      return received.map(() => []);
    },
    { claimsLast: true },
  );
}

function newCustomer({ customerId, firstName, locale }: DataOf<typeof customerRegistered>): Customer {
  return { customerId, version: 1, firstName, locale, confirmedEmail: null };
}

function customerOf({ isEmailVerified, email, ...data }: DataOf<typeof userUpdated>): Customer {
  const { customerId, version, firstName, locale } = data;
  return { customerId, version, firstName, locale, confirmedEmail: isEmailVerified ? email : null };
}

/** An older message does not speak of pictures. */
function pictureOf({ variantId, version, imageUrl }: DataOf<typeof variantChanged>): Picture[] {
  return imageUrl === undefined ? [] : [{ variantId, version, imageUrl }];
}
