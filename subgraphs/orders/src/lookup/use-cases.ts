import { hash, randomBytes } from 'node:crypto';
import type { Statements, Transaction } from '@cartwright/database';
import { graphqlError } from '@cartwright/errors';
import { message, orderAccessRequested } from '@cartwright/events';
import type { InvalidInput } from '@cartwright/input';
import type { Messaging } from '@cartwright/messaging';
import type { Tables } from '../generated/tables.ts';
import { findByNumber, type Order } from '../order/door.ts';
import { addToken, countAttempt, findByToken } from './repository.ts';
import {
  accessMs,
  attemptLimits,
  attemptSubjects,
  comparable,
  knowable,
  readNumberAndEmail,
  type AttemptKind,
  type NumberAndEmail,
} from './rules.ts';

/** What looking orders up needs. */
export interface LookupDependencies {
  readonly db: Statements<Tables>;
  readonly messaging: Pick<Messaging<Transaction<Tables>>, 'transact'>;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** An order by its number and e-mail address; null when none has both. @throws RATE_LIMITED */
export async function lookUpOrder(
  dependencies: LookupDependencies,
  typed: NumberAndEmail,
): Promise<Order | null> {
  const wanted = knowable(typed);
  if (wanted === null) return null;
  await countAttempts(dependencies, 'lookup', wanted);
  return findOrder(dependencies, wanted);
}

/** The order that a mailed token opens; null when it is unknown or has expired. */
export async function openOrder({ db, now }: LookupDependencies, token: string): Promise<Order | null> {
  return (await findByToken(db, kept(token), now())) ?? null;
}

/** Who wants the link to which order. */
export interface SendLinkRequest extends NumberAndEmail {
  readonly traceparent: string;
}

/** Mails a link that opens an order to its own address, if there is such an order; nobody is told whether. @throws RATE_LIMITED */
export async function sendAccessLink(
  dependencies: LookupDependencies,
  { number, email, traceparent }: SendLinkRequest,
): Promise<{ readonly kind: 'sent' } | InvalidInput> {
  const read = readNumberAndEmail({ number, email });
  if (read.kind !== 'valid') return read;
  await countAttempts(dependencies, 'link', read.value);
  const order = await findOrder(dependencies, read.value);
  if (order !== null) await mailLink(dependencies, order, traceparent);
  return { kind: 'sent' };
}

async function mailLink(
  { messaging, now, newId }: LookupDependencies,
  { id: orderId, customerId, number, email, locale }: Order,
  traceparent: string,
): Promise<void> {
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(now().getTime() + accessMs);
  await messaging.transact(
    async (tx, send) => {
      await addToken(tx, { tokenHash: kept(token), orderId, expiresAt });
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
  return order !== undefined && comparable(order.email) === email ? order : null;
}

async function countAttempts(
  { db, now }: LookupDependencies,
  kind: AttemptKind,
  wanted: NumberAndEmail,
): Promise<void> {
  const { attempts, perMs } = attemptLimits[kind];
  const at = now();
  for (const subject of attemptSubjects(kind, wanted)) {
    const { count, endsAt } = await countAttempt(db, kept(subject), { now: at, perMs });
    if (count > attempts) throw rateLimited(endsAt.getTime() - at.getTime());
  }
}

/** What is on record of a secret: it can be compared, and not be read. */
function kept(secret: string): string {
  return hash('sha256', secret);
}

function rateLimited(waitMs: number) {
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1000));
  const words = `Too many attempts: try again in ${retryAfterSeconds} s.`;
  return graphqlError('RATE_LIMITED', words, { retryAfterSeconds });
}
