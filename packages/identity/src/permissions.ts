/**
 * What staff may be allowed to do, each by its name in tokens and roles. Who may see or do a thing is asked for the one
 * permission that covers it; nothing is allowed by being staff alone.
 */
export const permissions = [
  /** Customers, their addresses, carts and messages: seeing them. */
  'CUSTOMERS_READ',
  /** Customers and their groups: changing, disabling and enabling them. */
  'CUSTOMERS_MANAGE',
  /** Members of the staff, their roles, and the keys of machines. */
  'STAFF_MANAGE',
  /** Products, categories and pictures. */
  'CATALOGUE_MANAGE',
  /** What products cost. */
  'PRICES_MANAGE',
  /** Promotions and their codes. */
  'PROMOTIONS_MANAGE',
  /** What is taxed at what, and who pays no tax. */
  'TAXES_MANAGE',
  /** How many pieces there are. */
  'STOCK_MANAGE',
  /** Reviews: reading hidden ones, hiding and showing. */
  'REVIEWS_MODERATE',
  /** Everybody's orders, with their timelines and parcels: seeing them. */
  'ORDERS_READ',
  /** Everybody's orders: sending and cancelling them. */
  'ORDERS_MANAGE',
  /** Everybody's payments, refunds and receipts: seeing them. */
  'PAYMENTS_READ',
  /** Payments that wait for somebody to judge them. */
  'FRAUD_REVIEW',
  /** Stuck checkouts, parked messages, and what waits between the services. */
  'OPERATIONS_MANAGE',
  /** The trail of what staff did. */
  'AUDIT_READ',
  /** What people ask about their data: seeing it, and having the domains asked again. */
  'PRIVACY_MANAGE',
  /** The feed of what happens in the store. */
  'EVENTS_READ',
  /** Where the store tells other systems of what happens, and what became of it. */
  'WEBHOOKS_MANAGE',
] as const;

/** One thing that staff may be allowed to do. */
export type Permission = (typeof permissions)[number];

/** Whether a text names a permission that this version knows. */
export function isPermission(name: string): name is Permission {
  return (permissions as readonly string[]).includes(name);
}
