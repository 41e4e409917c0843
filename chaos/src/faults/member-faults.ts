import type { FaultKind } from './fault.ts';
import { killing } from './process-faults.ts';

/** The payment provider is down. */
export const providerKilled: FaultKind = {
  name: 'provider killed',
  create: ({ chaos }) => killing(chaos.store.process('simulator')),
};

/** The mail server is down. */
export const mailboxKilled: FaultKind = {
  name: 'mail server killed',
  sparesCheckout: true,
  create: ({ chaos }) => killing(chaos.store.process('mailbox')),
};

/** The only process of notifications is down. */
export const notificationsKilled: FaultKind = {
  name: 'notifications killed',
  sparesCheckout: true,
  create: ({ chaos }) => killing(chaos.store.process('notifications')),
};
