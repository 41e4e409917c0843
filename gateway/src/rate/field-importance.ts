import { importances, type Importance } from '@cartwright/process';
import { OperationTypeNode } from 'graphql';

/** Mutations that place orders, pay them, or undo that; every other one is a `change`. */
export const checkoutFields: ReadonlySet<string> = new Set([
  'orderPlace',
  'orderPaymentRetry',
  'orderCancel',
  'paymentReviewApprove',
  'paymentReviewReject',
]);

/** What buyers read on their way to an order, and what staff need while there is too much to do; every other one is `browsing`. */
export const readOnTheWay: ReadonlySet<string> = new Set([
  'cart',
  'cartChanged',
  'me',
  'messagingLag',
  'order',
  'orderByAccessToken',
  'orderStatusChanged',
  'parkedMessages',
  'payment',
  'paymentMethods',
  'stuckCheckouts',
]);

/** What an operation asks for. */
export interface AskedFields {
  readonly type: OperationTypeNode;
  readonly rootFields: readonly string[];
}

/** The importance of the least of its root fields: nothing comes in beside what is more important. */
export function importanceOf({ type, rootFields }: AskedFields): Importance {
  const found = new Set(rootFields.map((name) => importanceOfField(type, name)));
  return importances.findLast((importance) => found.has(importance)) ?? 'browsing';
}

function importanceOfField(type: OperationTypeNode, name: string): Importance {
  if (type === OperationTypeNode.MUTATION) return checkoutFields.has(name) ? 'checkout' : 'change';
  return readOnTheWay.has(name) ? 'change' : 'browsing';
}
