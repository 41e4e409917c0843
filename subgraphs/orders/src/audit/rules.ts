/** What staff can do to orders. */
const ownActions = [
  'PARKED_MESSAGE_REPLAY',
  'PARKED_MESSAGE_DISCARD',
  'CHECKOUT_REDRIVE',
  'CHECKOUT_CANCEL',
  'ORDER_CANCEL',
  'ORDER_EXPORT_CREATE',
  'ORDER_FULFILLMENT_CREATE',
  'ORDER_FULFILLMENT_TRACKING_UPDATE',
  'ORDER_FULFILLMENT_MARK_DELIVERED',
  'ORDER_METAFIELDS_SET',
  'ORDER_METAFIELD_DEFINITION_SET',
  'ORDER_METAFIELD_DEFINITION_DELETE',
  'PAYMENT_REVIEW_APPROVE',
  'PAYMENT_REVIEW_REJECT',
] as const;

/** What staff can do; whatever is not orders' own is `OTHER`. */
export type StaffActionKind = (typeof ownActions)[number] | 'OTHER';

/** What the audit trail says where no reason was given. */
export const unexplained = 'No reason was given.';

/** What is answered to who wants to decide about an order of their own. */
export function ownOrderError(orderId: string) {
  const message = 'The order is your own: somebody else has to decide about it.';
  return { __typename: 'OwnOrderError', message, orderId } as const;
}

/** The mutation that an action is named after: `orderCancel` for `ORDER_CANCEL`. */
export function operationOf(action: Exclude<StaffActionKind, 'OTHER'>): string {
  return action.toLowerCase().replaceAll(/_(.)/g, (_all, letter: string) => letter.toUpperCase());
}

/** The action that is named after a mutation. */
export function actionOf(operation: string): StaffActionKind {
  return ownActions.find((action) => operationOf(action) === operation) ?? 'OTHER';
}
