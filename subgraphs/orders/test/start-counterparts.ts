import {
  inventoryCommit,
  inventoryCommitted,
  inventoryCommitRefused,
  inventoryRelease,
  inventoryReleased,
  inventoryReservationExpired,
  inventoryReservationRefused,
  inventoryReserve,
  inventoryReserved,
  message,
  orderCancelled,
  orderConfirmed,
  paymentActionRequired,
  paymentAuthorize,
  paymentAuthorized,
  paymentCancel,
  paymentCancelled,
  paymentCapture,
  paymentCaptured,
  paymentCaptureFailed,
  paymentDeclined,
  paymentMethodsOffered,
  paymentReviewRequired,
  type DataOf,
  type MessageContract,
  type OutgoingMessage,
} from '@cartwright/events';
import { onMessage, Park, type MessageHandler } from '@cartwright/messaging';
import { startTestDomain, type PoolTransaction, type TestNats } from '@cartwright/testing';

/** What stands in for products and payments: they do as the payment method's token says. */
export interface Counterparts extends AsyncDisposable {
  /** Every command that was handled, as `<type> <order id>`. */
  readonly handled: readonly string[];
  /** Orders whose end was announced, as `<type> <order id>`. */
  readonly announced: readonly string[];
  /** Sends something that orders did not ask for at this moment. */
  say(domain: 'products' | 'payments', message: OutgoingMessage): Promise<void>;
  /** Takes away, or with false puts back, what makes payments choke on `sim_poison`. */
  mend(isMended?: boolean): void;
}

/** A variant that is out of stock. */
export const outOfStockVariantId = '01990000-0000-7000-8000-00000000dead';

/** Which tokens make payments misbehave. */
export type PaymentBehaviour =
  'ok' | 'review' | 'declined' | 'blocked' | 'silent' | 'action_required' | 'capture_declined' | 'poison';

interface Books {
  readonly handled: string[];
  readonly announced: string[];
  readonly behaviours: Map<string, PaymentBehaviour>;
  /** Orders whose money is taken. */
  readonly taken: Set<string>;
  isMended: boolean;
}

/** Starts both, each with a database of its own. */
export async function startCounterparts(nats: TestNats): Promise<Counterparts> {
  const stack = new AsyncDisposableStack();
  const books: Books = {
    handled: [],
    announced: [],
    behaviours: new Map(),
    taken: new Set(),
    isMended: false,
  };
  const products = await startTestDomain(nats, 'products', {
    publishes: [
      inventoryReserved,
      inventoryReservationRefused,
      inventoryCommitted,
      inventoryCommitRefused,
      inventoryReleased,
      inventoryReservationExpired,
    ],
    consumes: productsHandlers(books),
  });
  stack.use(products);
  const payments = await startTestDomain(nats, 'payments', {
    publishes: [
      paymentAuthorized,
      paymentReviewRequired,
      paymentDeclined,
      paymentActionRequired,
      paymentCaptured,
      paymentCaptureFailed,
      paymentCancelled,
      paymentMethodsOffered,
    ],
    consumes: paymentsHandlers(books),
  });
  stack.use(payments);
  return {
    handled: books.handled,
    announced: books.announced,
    mend: (isMended = true) => {
      books.isMended = isMended;
    },
    say: (domain, said) => (domain === 'products' ? products : payments).send(said),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

/** Answers a command, and notes that it came. */
function answer<Data extends { readonly orderId: string }>(
  { handled }: Books,
  contract: MessageContract<Data>,
  reply: (data: Data) => OutgoingMessage[],
): MessageHandler<PoolTransaction> {
  return onMessage(contract, ({ data }) => {
    handled.push(`${contract.type} ${data.orderId}`);
    return Promise.resolve(reply(data));
  });
}

/** Notes how an order ended. */
function note<Data extends { readonly orderId: string }>(
  { announced }: Books,
  contract: MessageContract<Data>,
): MessageHandler<PoolTransaction> {
  return onMessage(contract, ({ data }) => {
    announced.push(`${contract.type} ${data.orderId}`);
    return Promise.resolve([]);
  });
}

function productsHandlers(books: Books): MessageHandler<PoolTransaction>[] {
  return [
    answer(books, inventoryReserve, ({ orderId, lines, expiresAt }) =>
      lines.some(({ variantId }) => variantId === outOfStockVariantId)
        ? [message(inventoryReservationRefused, { orderId, unavailable: [] })]
        : [message(inventoryReserved, { orderId, expiresAt })],
    ),
    answer(books, inventoryCommit, ({ orderId }) => [message(inventoryCommitted, { orderId })]),
    answer(books, inventoryRelease, ({ orderId }) => [message(inventoryReleased, { orderId })]),
    note(books, orderConfirmed),
    note(books, orderCancelled),
  ];
}

const declines: ReadonlyMap<
  PaymentBehaviour,
  Pick<DataOf<typeof paymentDeclined>, 'code' | 'reason' | 'retry'>
> = new Map([
  ['declined', { code: 'declined', reason: 'The card was declined.', retry: 'OTHER_METHOD' }],
  ['blocked', { code: 'blocked', reason: 'The bank takes no payment of this buyer.', retry: 'NONE' }],
]);

function paymentsHandlers(books: Books): MessageHandler<PoolTransaction>[] {
  const { behaviours, taken } = books;
  return [
    answer(books, paymentAuthorize, ({ orderId, paymentId, amountMinor, currency, paymentMethodToken }) => {
      const ids = { orderId, paymentId };
      const behaviour = paymentMethodToken.replace('sim_', '') as PaymentBehaviour;
      behaviours.set(orderId, behaviour);
      if (behaviour === 'silent') return [];
      if (behaviour === 'poison' && !books.isMended) throw new Park('No such payment method');
      const decline = declines.get(behaviour);
      if (decline !== undefined) return [message(paymentDeclined, { ...ids, ...decline })];
      if (behaviour === 'action_required') {
        return [message(paymentActionRequired, { ...ids, redirectUrl: 'http://localhost/confirm' })];
      }
      if (behaviour === 'review') {
        const reasons = ['AMOUNT_HIGH'];
        return [
          message(paymentReviewRequired, { ...ids, amountMinor, currency, reasons, authorizedUntil: null }),
        ];
      }
      return [message(paymentAuthorized, { ...ids, amountMinor, currency })];
    }),
    answer(books, paymentCapture, ({ orderId, paymentId, amountMinor, isReviewed }) => {
      if (behaviours.get(orderId) === 'review' && !isReviewed) throw new Park('Nobody has looked');
      const ids = { orderId, paymentId };
      if (behaviours.get(orderId) === 'capture_declined') {
        return [message(paymentCaptureFailed, { ...ids, code: 'expired', reason: 'Too late.' })];
      }
      taken.add(orderId);
      return [message(paymentCaptured, { ...ids, amountMinor, currency: 'EUR' })];
    }),
    answer(books, paymentCancel, ({ orderId, paymentId }) => [
      message(paymentCancelled, {
        orderId,
        paymentId,
        outcome: taken.has(orderId) ? ('refunded' as const) : ('voided' as const),
      }),
    ]),
  ];
}
