import type { Transaction } from '@cartwright/database';
import { isId } from '@cartwright/graph';
import { fingerprint, type KeyReused, type once } from '@cartwright/idempotency';
import { ownerIds, type Viewer } from '@cartwright/identity';
import type { InvalidInput } from '@cartwright/input';
import type { Messaging, Send } from '@cartwright/messaging';
import type { Tables } from '../../generated/tables.ts';
import type { Order, OrderWithLines, PaymentAttempt } from '../../order/door.ts';
import { refuseToken, type TokenCheck } from '../../payment-methods/door.ts';
import type { ReturnTargets } from '../rules/return-url.ts';
import type { BuyerRequest, RecogniseBuyer } from '../buyer-signals.ts';
import { readRetryInput, type RetryInput } from '../rules/payment-input.ts';
import { retryRefusal, type RetryRefusal } from '../rules/retrying-payment.ts';
import { advanceOrder, type AdvanceDependencies } from './advance-checkouts.ts';

/** What trying a payment again needs. */
export interface RetryPaymentDependencies extends AdvanceDependencies, TokenCheck {
  readonly messaging: Pick<Messaging<Transaction<Tables>>, 'transact'>;
  /** Makes a change once per idempotency key. */
  readonly once: typeof once;
  readonly newId: () => string;
  readonly returnTargets: ReturnTargets;
  readonly recogniseBuyer: RecogniseBuyer;
}

/** Who pays which order in another way. */
export interface RetryPaymentRequest {
  readonly viewer: Viewer;
  readonly input: RetryInput;
  readonly client: BuyerRequest;
  readonly traceparent: string;
}

/** How `orderPaymentRetry` can end. */
export type RetryPaymentOutcome =
  | { readonly kind: 'retried'; readonly order: Order }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'refused'; readonly refusal: RetryRefusal; readonly order: Order }
  | InvalidInput
  | KeyReused;

/** What a key of `orderPaymentRetry` stands for. */
interface KeyResult {
  readonly retriedOrderId: string;
  readonly paymentId: string;
}

type Within = { readonly tx: Transaction<Tables>; readonly send: Send };
type Retry = Pick<RetryPaymentRequest, 'viewer' | 'client'> & {
  readonly orderId: string;
  readonly attempt: PaymentAttempt;
};

/** Pays an order in another way, by a payment of its own, once per idempotency key; for the order's owner. */
export async function retryPayment(
  dependencies: RetryPaymentDependencies,
  { viewer, input, client, traceparent }: RetryPaymentRequest,
): Promise<RetryPaymentOutcome> {
  const { messaging, once, now, newId, returnTargets } = dependencies;
  const read = readRetryInput(input, returnTargets);
  if (read.kind === 'invalid-input') return read;
  const { orderId, paymentMethodToken, returnUrl } = read.request;
  if (!isId(orderId)) return { kind: 'not-found' };
  const use = {
    ownerIds: ownerIds(viewer),
    operation: 'orderPaymentRetry',
    key: input.idempotencyKey,
    fingerprint: fingerprint(read.request),
  };
  return messaging.transact(
    (tx, send) =>
      once<RetryPaymentOutcome, KeyResult>(
        tx,
        { use, now: now() },
        {
          change: () => {
            const attempt = { paymentId: newId(), paymentMethodToken, returnUrl };
            return change(dependencies, { viewer, client, orderId, attempt }, { tx, send });
          },
          keep: (outcome) => (outcome.kind === 'retried' ? resultOf(outcome.order) : undefined),
          replay: ({ retriedOrderId }) => replay(dependencies, retriedOrderId, tx),
        },
      ),
    { traceparent },
  );
}

async function change(
  dependencies: RetryPaymentDependencies,
  { viewer, client, orderId, attempt }: Retry,
  { tx, send }: Within,
): Promise<RetryPaymentOutcome> {
  const { policy, now } = dependencies;
  const unknownToken = await refuseToken(dependencies, attempt.paymentMethodToken, tx);
  if (unknownToken !== undefined) return unknownToken;
  const factOf = (order: OrderWithLines) => {
    if (!ownerIds(viewer).includes(order.customerId)) return undefined;
    const signals = dependencies.recogniseBuyer({ ...order, ...client });
    return { type: 'payment-retry-requested', attempt: { ...attempt, signals } } as const;
  };
  const advanced = await advanceOrder(dependencies, tx, { orderId, factOf });
  if (advanced === undefined) return { kind: 'not-found' };
  const { before, order, messages } = advanced;
  if (order === before)
    return { kind: 'refused', refusal: retryRefusal(order, now(), policy) ?? 'TIME_IS_UP', order };
  for (const message of messages) send(message);
  return { kind: 'retried', order };
}

async function replay(
  { checkouts }: RetryPaymentDependencies,
  orderId: string,
  tx: Transaction<Tables>,
): Promise<RetryPaymentOutcome | undefined> {
  const [order] = await checkouts(tx).lock([orderId]);
  return order && { kind: 'retried', order };
}

function resultOf({ id: retriedOrderId, paymentId, nextPayment }: Order): KeyResult {
  return { retriedOrderId, paymentId: nextPayment?.paymentId ?? paymentId };
}
