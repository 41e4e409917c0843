import type { Transaction } from '@cartwright/database';
import type { Replies } from '@cartwright/messaging';
import { judgePayments } from '../../fraud/door.ts';
import type { Tables } from '../../generated/tables.ts';
import type { NewPayment, Pursued } from '../repository/records.ts';
import { beginPayment } from '../rules/begin-payment.ts';
import { leaseEnd } from '../rules/schedule.ts';
import { signalsOf } from '../rules/signals-of.ts';
import type { Dependencies } from './dependencies.ts';

/** A payment that is to be authorised, as the command names it. */
export type AuthorizeCommand = Omit<NewPayment, 'id' | 'methodToken' | 'payUntil'> & {
  readonly paymentId: string;
  readonly paymentMethodToken: string;
  /** An ISO 8601 instant. */
  readonly payUntil: string | null;
};

/** Payments that are to be authorised, in the order in which they were asked for, and what their methods are recognised by. */
export interface AuthorizeBatch {
  readonly commands: readonly AuthorizeCommand[];
  /** By tokens; of one that is missing the risk is judged later. */
  readonly fingerprints: ReadonlyMap<string, string | null>;
}

/** What came of the commands of a batch. */
export interface CommandsDone {
  /** Aligned with the commands. */
  readonly replies: readonly Replies[];
  /** The payments that are to be pursued once it is committed. */
  readonly toPursue: readonly Pursued[];
}

/** Begins payments, each once, and judges their risk where it can; one that was cancelled before never begins. */
export async function authorizePayments(
  dependencies: Dependencies,
  { commands, fingerprints }: AuthorizeBatch,
  tx: Transaction<Tables>,
): Promise<CommandsDone> {
  const { paymentsWithin, now, newId } = dependencies;
  const payments = paymentsWithin(tx);
  const orders = await ownedOrders(dependencies, { orders: commands.map(orderOf), fingerprints }, tx);
  const assessments = await assess(dependencies, { orders, fingerprints }, tx);
  const begun = orders.map((order) => ({ order, ...beginPayment(order, assessments.get(order.id)) }));
  const leaseEndsAt = leaseEnd(now());
  const fresh = await payments.beginPayments(
    begun.map(({ order, payment }) => {
      const nextAttemptAt = payment.goal === 'NONE' ? null : leaseEndsAt;
      return { order, payment, next: { attempts: 0, nextAttemptAt } };
    }),
  );
  const isFresh = ({ order }: { readonly order: NewPayment }): boolean => fresh.has(order.id);
  await payments.recordTransactions(
    begun
      .filter(isFresh)
      .flatMap(({ payment: { id: paymentId, amountMinor }, transactions }) =>
        transactions.map((transaction) => ({ ...transaction, id: newId(), paymentId, amountMinor })),
      ),
  );
  const messages = new Map(begun.filter(isFresh).map(({ order, ...one }) => [order.id, one.messages]));
  return {
    replies: commands.map(({ paymentId }) => messages.get(paymentId) ?? []),
    toPursue: begun.filter(isFresh).map(({ order, payment }) => ({ ...order, ...payment })),
  };
}

type Order = NewPayment & Pick<Pursued, 'amountMinor'>;

/** The orders of those payments that may begin, with the owners of the payments. */
async function ownedOrders(
  { paymentsWithin, sightingsWithin }: Dependencies,
  { orders, fingerprints }: Assessing,
  tx: Transaction<Tables>,
): Promise<Order[]> {
  const payments = paymentsWithin(tx);
  // So that no claim of a guest, and no cancellation, comes between this look and the insert.
  await payments.lockIds(
    idsToLock(orders.map(({ id: paymentId, customerId }) => ({ paymentId, customerId }))),
  );
  const signals = recognised({ orders, fingerprints }).map((one) => one.signals);
  const lockingSignals = signals.length > 0 ? sightingsWithin(tx).lockingSignals(signals) : undefined;
  const owners = await payments.ownersOfNew(orders, lockingSignals);
  return orders.flatMap((order) => {
    const customerId = owners.get(order.id);
    return customerId === undefined ? [] : [{ ...order, customerId }];
  });
}

/** What is locked before payments begin. */
export function idsToLock(
  payments: readonly { readonly paymentId: string; readonly customerId: string }[],
): string[] {
  return payments.flatMap(({ paymentId, customerId }) => [paymentId, customerId]);
}

interface Assessing {
  readonly orders: readonly Order[];
  readonly fingerprints: ReadonlyMap<string, string | null>;
}

/** What is thought of the risk of those payments whose methods are recognised, by their ids. */
async function assess(
  { sightingsWithin, riskRules: rules, now }: Dependencies,
  assessing: Assessing,
  tx: Transaction<Tables>,
) {
  const judged = recognised(assessing);
  const assessments = await judgePayments({ sightings: sightingsWithin(tx), rules, now: now() }, judged);
  return new Map(judged.map(({ id }, index) => [id, assessments[index]]));
}

/** The payments whose methods are recognised. */
function recognised({ orders, fingerprints }: Assessing) {
  return orders.flatMap(({ id, amountMinor, currency, methodToken, customerId, signals = null }) => {
    const fingerprint = fingerprints.get(methodToken);
    if (fingerprint === undefined) return [];
    return [{ id, amountMinor, currency, signals: signalsOf({ customerId, signals }, fingerprint) }];
  });
}

function orderOf({ paymentId: id, paymentMethodToken: methodToken, ...order }: AuthorizeCommand): Order {
  const returnUrl = order.returnUrl && withOrder(order.returnUrl, order.orderId);
  const payUntil = order.payUntil === null ? null : new Date(order.payUntil);
  return { ...order, id, methodToken, returnUrl, payUntil };
}

/** The app that the buyer comes back to has to know for which order. */
function withOrder(returnUrl: string, orderId: string): string {
  const url = new URL(returnUrl);
  url.searchParams.set('orderId', orderId);
  return url.href;
}
