import { hash } from 'node:crypto';
import type { Statements, Transaction } from '@cartwright/database';
import { rateLimited } from '@cartwright/errors';
import { message, orderAccessRequested } from '@cartwright/events';
import { hashOpaqueToken, judgeAttempt, newOpaqueToken } from '@cartwright/identity';
import type { InvalidInput } from '@cartwright/input';
import type { Messaging } from '@cartwright/messaging';
import type { Tables } from '../generated/tables.ts';
import { findByNumber, type Order } from '../order/door.ts';
import { addToken, deleteAttempts, findByToken, lockAttempts, saveAttempts } from './repository.ts';
import {
  accessMs,
  attemptSubjects,
  comparable,
  knowable,
  readNumberAndEmail,
  type AttemptSubject,
  type NumberAndEmail,
} from './rules.ts';

/** What looking orders up needs. */
export interface LookupDependencies {
  readonly db: Statements<Tables>;
  readonly transaction: <Result>(work: (tx: Transaction<Tables>) => Promise<Result>) => Promise<Result>;
  readonly messaging: Pick<Messaging<Transaction<Tables>>, 'transact'>;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** An order by its number and e-mail address; null when none has both. @throws RATE_LIMITED */
export async function lookUpOrder(
  dependencies: LookupDependencies,
  { network, ...typed }: NumberAndEmail & { readonly network: string | null },
): Promise<Order | null> {
  const wanted = knowable(typed);
  if (wanted === null) return null;
  const subjects = attemptSubjects('lookup', wanted, network);
  await countAttempts(dependencies, subjects);
  const order = await findOrder(dependencies, wanted);
  if (order !== null)
    await deleteAttempts(
      dependencies.db,
      subjects.map(({ name }) => kept(name)),
    );
  return order;
}

/** The order that a mailed token opens; null when it is unknown or has expired. */
export async function openOrder({ db, now }: LookupDependencies, token: string): Promise<Order | null> {
  return (await findByToken(db, hashOpaqueToken(token), now())) ?? null;
}

/** Who wants the link to which order. */
export interface SendLinkRequest extends NumberAndEmail {
  readonly traceparent: string;
  /** Where who asks is; null where nobody says. */
  readonly network: string | null;
}

/** Mails a link that opens an order to its own address, if there is such an order; nobody is told whether. @throws RATE_LIMITED */
export async function sendAccessLink(
  dependencies: LookupDependencies,
  { number, email, traceparent, network }: SendLinkRequest,
): Promise<{ readonly kind: 'sent' } | InvalidInput> {
  const read = readNumberAndEmail({ number, email });
  if (read.kind !== 'valid') return read;
  await countAttempts(dependencies, attemptSubjects('link', read.value, network));
  const order = await findOrder(dependencies, read.value);
  if (order !== null) await mailLink(dependencies, order, traceparent);
  return { kind: 'sent' };
}

async function mailLink(
  { messaging, now, newId }: LookupDependencies,
  { id: orderId, customerId, number, email, locale }: Order,
  traceparent: string,
): Promise<void> {
  const token = newOpaqueToken();
  const expiresAt = new Date(now().getTime() + accessMs);
  await messaging.transact(
    async (tx, send) => {
      await addToken(tx, { tokenHash: hashOpaqueToken(token), orderId, expiresAt });
      const request = { requestId: newId(), orderId, customerId, number, email, locale, token };
      send(message(orderAccessRequested, { ...request, expiresAt: expiresAt.toISOString() }));
    },
    { traceparent },
  );
}

async function findOrder(
  { db }: LookupDependencies,
  { number, email }: NumberAndEmail,
): Promise<Order | null> {
  const order = await findByNumber(db, number);
  if (order === undefined || order.erasedAt !== null) return null; // an erased order is nobody's who could ask for it
  return comparable(order.email) === email ? order : null;
}

/** Counts by all subjects or by none. Always in the same order, so that none waits for another. @throws RATE_LIMITED */
async function countAttempts(
  { transaction, now }: LookupDependencies,
  subjects: readonly AttemptSubject[],
): Promise<void> {
  const at = now();
  const waitMs = await transaction(async (tx) => {
    const judged = [];
    for (const { name, policy } of subjects) {
      const subject = kept(name);
      judged.push({ subject, outcome: judgeAttempt(await lockAttempts(tx, subject, at), policy, at) });
    }
    const waits = judged.map(({ outcome }) => (outcome.kind === 'refused' ? outcome.waitMs : 0));
    const longestMs = Math.max(...waits);
    if (longestMs > 0) return longestMs;
    for (const { subject, outcome } of judged)
      if (outcome.kind === 'admitted') await saveAttempts(tx, subject, outcome.record);
    return 0;
  });
  if (waitMs > 0) throw rateLimited(waitMs, 'Too many attempts');
}

/** What is on record of a secret: it can be compared, and not be read. */
function kept(secret: string): string {
  return hash('sha256', secret);
}
