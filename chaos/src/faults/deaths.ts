import { contracts, type Domain, type MessageContract } from '@cartwright/events';

/** Messages that a workload may never send: a process that is to die at one of them might never die. */
const rare = new Set([
  'accounts.customer-registered.v1',
  'accounts.customer-changed.v1',
  'accounts.email-link-requested.v1',
  'accounts.guest-claimed.v1',
  'accounts.password-reset-requested.v1',
  'accounts.user-deleted.v1',
  'accounts.user-updated.v1',
  'accounts.staff-invited.v1',
  'catalog.variant-changed.v1',
  'inventory.reservation-refused.v1',
  'inventory.reservation-expired.v1',
  'inventory.commit-refused.v1',
  'orders.order-claimed.v1',
  'payments.action-required.v1',
  'payments.capture-failed.v1',
]);

/** The failpoints around the messages that a domain usually handles or sends, as values of `FAILPOINTS`. */
export function deathsOf(domain: Domain): string[] {
  return contracts.filter(({ type }) => !rare.has(type)).flatMap((contract) => around(domain, contract));
}

function around(domain: Domain, contract: MessageContract): string[] {
  const { type, source, readers, isFollowed, isAtMostOnce } = contract;
  const handles = readers.includes(domain) && isFollowed !== true;
  return [
    ...(handles ? [`before-transaction@${type}`, `after-commit@${type}`] : []),
    ...(handles && domain === 'payments' ? [`after-effect@${type}`] : []), // its handlers call the provider
    ...(source === domain && isAtMostOnce !== true ? [`after-commit@${type}`, `after-publish@${type}`] : []),
  ];
}
