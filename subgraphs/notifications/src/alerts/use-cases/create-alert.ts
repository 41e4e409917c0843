import { hash } from 'node:crypto';
import type { Transaction } from '@cartwright/database';
import { rateLimited } from '@cartwright/errors';
import { isId } from '@cartwright/graph';
import { hashOpaqueToken, judgeAttempt, newOpaqueToken } from '@cartwright/identity';
import { invalidField, invalidInput, type InvalidInput } from '@cartwright/input';
import { confirmedEmailOf } from '../../announcing/door.ts';
import { kindsOn } from '../../consents/door.ts';
import type { Tables } from '../../generated/tables.ts';
import type { Dependencies } from '../dependencies.ts';
import {
  countOpen,
  deleteUnconfirmed,
  findWaiting,
  insertAlert,
  lockAlerts,
  saveWaiting,
  type AlertRecord,
} from '../repository/alerts.ts';
import { lockAttempts, saveAttempts } from '../repository/attempts.ts';
import { holdOffer, type Offer } from '../repository/offers.ts';
import {
  attemptSubjects,
  confirmableMs,
  limits,
  readReader,
  readTarget,
  type AlertReader,
  type MoneyText,
  type ReaderText,
} from '../rules/alert-input.ts';
import { mailKindOf } from '../rules/mail-kind-of.ts';
import { confirmationMail } from '../rules/alert-mails.ts';

/** Who asks to be told. */
interface Asking {
  readonly userId: string;
  /** Where they are; null where nobody says. */
  readonly network: string | null;
}

/** What somebody asks to be told of. */
export type CreateAlert = ReaderText &
  Asking & { readonly variantId: string } & (
    | { readonly kind: 'STOCK' }
    | {
        readonly kind: 'PRICE';
        readonly currencyCode: string;
        readonly targetPrice?: MoneyText | null | undefined;
      }
  );

/** Why nobody is told. */
export type AlertRefusal =
  | { readonly kind: 'variant-not-found' }
  | { readonly kind: 'mails-switched-off' }
  | { readonly kind: 'too-many-alerts'; readonly limit: number }
  | InvalidInput;

/** What came of it. */
export type CreateAlertOutcome =
  | { readonly kind: 'created'; readonly alert: AlertRecord }
  | { readonly kind: 'variant-available' }
  | AlertRefusal;

type Wished = Pick<AlertRecord, 'kind' | 'currency' | 'atMostMinor'>;

/**
 * Has somebody told once. An address that is not the account's confirmed one gets a mail that asks first; whether it is known, has
 * alerts or has switched them off shows nowhere.
 * @throws RATE_LIMITED
 */
export async function createAlert(
  dependencies: Dependencies,
  wanted: CreateAlert,
): Promise<CreateAlertOutcome> {
  const read = readReader(wanted);
  if (read.kind === 'invalid-input') return read;
  const confirmed = await confirmedEmailOf(dependencies.db, wanted.userId);
  const email = read.value.email ?? confirmed;
  if (email === null)
    return invalidInput(invalidField(['email'], 'REQUIRED', 'Please give an e-mail address.'));
  const isOfAccount = email === confirmed;
  if (!isOfAccount) await countAttempt(dependencies, email, wanted);
  const outcome = await dependencies.transaction(async (tx) => {
    const { variantId } = wanted;
    const offer = isId(variantId) ? await holdOffer(tx, variantId.toLowerCase()) : undefined;
    if (offer === undefined) return { kind: 'variant-not-found' } as const;
    const wish = wishOf(wanted, offer);
    if (wish.kind !== 'wished') return wish;
    const alert = {
      ...newAlert(dependencies, wanted, { ...read.value, email }),
      ...wish.wished,
      isOfAccount,
    };
    return isOfAccount ? await wait(dependencies, tx, alert) : await ask(dependencies, tx, { alert, offer });
  });
  if (outcome.kind === 'created') dependencies.onStored();
  return outcome;
}

function wishOf(
  wanted: CreateAlert,
  offer: Offer,
): { readonly kind: 'wished'; readonly wished: Wished } | CreateAlertOutcome {
  if (wanted.kind === 'STOCK') {
    if ((offer.available ?? 0) > 0) return { kind: 'variant-available' };
    return { kind: 'wished', wished: { kind: 'STOCK', currency: null, atMostMinor: null } };
  }
  const { currencyCode, targetPrice = null } = wanted;
  const target = readTarget({ currencyCode, targetPrice }, offer.prices);
  return 'kind' in target ? target : { kind: 'wished', wished: { kind: 'PRICE', ...target } };
}

type NewAlert = Omit<AlertRecord, keyof Wished | 'isOfAccount'>;

function newAlert(
  { newId, now }: Dependencies,
  { userId, variantId }: CreateAlert,
  { email, locale }: Pick<AlertReader, 'locale'> & { readonly email: string },
): NewAlert {
  const about = { id: newId(), userId, variantId: variantId.toLowerCase(), email, locale };
  const times = { createdAt: now(), confirmedAt: null, endedAt: null, expiresAt: null };
  return { ...about, ...times, state: 'UNCONFIRMED', tokenHash: null };
}

/** An alert to an address that is confirmed waits at once. */
async function wait(
  { now, say }: Dependencies,
  tx: Transaction<Tables>,
  alert: AlertRecord,
): Promise<CreateAlertOutcome> {
  await lockAlerts(tx, [alert.userId, alert.email, alert.variantId]);
  const mailKind = mailKindOf(alert.kind);
  if (!(await kindsOn(tx, [alert.email]))(alert.email, mailKind)) return { kind: 'mails-switched-off' };
  const waiting = await findWaiting(tx, alert);
  const { currency, atMostMinor, email, userId } = alert;
  const change = { currency, atMostMinor, email, isOfAccount: true };
  const changed = waiting && (await saveWaiting(tx, waiting.id, change));
  if (changed !== undefined) return { kind: 'created', alert: changed };
  const limit = await reachedLimit(tx, alert, ['ofUser', 'ofAddress', 'ofVariant']);
  if (limit !== undefined) return { kind: 'too-many-alerts', limit };
  await say(tx, { email, userId, source: 'ACCOUNT', kinds: { [mailKind]: true } });
  return {
    kind: 'created',
    alert: await insertAlert(tx, { ...alert, state: 'WAITING', confirmedAt: now() }),
  };
}

/** Asks whoever has the mailbox, unless they have said that they want no such mails: then all is done as if they were asked, but for sending it. */
async function ask(
  { announce, now }: Dependencies,
  tx: Transaction<Tables>,
  { alert, offer }: { readonly alert: AlertRecord; readonly offer: Offer },
): Promise<CreateAlertOutcome> {
  await lockAlerts(tx, [alert.userId, alert.variantId]);
  const isWithheld = !(await kindsOn(tx, [alert.email]))(alert.email, mailKindOf(alert.kind));
  await deleteUnconfirmed(tx, alert);
  const limit = await reachedLimit(tx, alert, ['ofUser', 'ofVariant']);
  if (limit !== undefined) return { kind: 'too-many-alerts', limit };
  const token = newOpaqueToken();
  const expiresAt = new Date(now().getTime() + confirmableMs);
  const stored = await insertAlert(tx, { ...alert, tokenHash: hashOpaqueToken(token), expiresAt });
  const mail = confirmationMail(alert, offer, { recipient: alert.email, token, expiresAt });
  await announce(tx, [{ ...mail, isWithheld }]);
  return { kind: 'created', alert: stored };
}

/** The first of some limits that is reached; undefined while there is room. */
export async function reachedLimit(
  tx: Transaction<Tables>,
  alert: Pick<AlertRecord, 'userId' | 'email' | 'variantId'>,
  which: readonly (keyof typeof limits)[],
): Promise<number | undefined> {
  const open = await countOpen(tx, alert, limits);
  const reached = which.find((one) => open[one] >= limits[one]);
  return reached && limits[reached];
}

/** @throws RATE_LIMITED */
async function countAttempt(
  { transaction, now }: Dependencies,
  email: string,
  asking: Asking,
): Promise<void> {
  const at = now();
  const subjects = attemptSubjects(email, asking).map(({ name, policy }) => ({
    subject: kept(name),
    policy,
  }));
  const waitMs = await transaction(async (tx) => {
    const kept = await lockAttempts(
      tx,
      subjects.map(({ subject }) => subject),
    );
    const judged = subjects.map(({ subject, policy }) => ({
      subject,
      outcome: judgeAttempt(kept.get(subject) ?? { count: 0, nextAt: at, endsAt: at }, policy, at),
    }));
    const longestMs = Math.max(
      ...judged.map(({ outcome }) => (outcome.kind === 'refused' ? outcome.waitMs : 0)),
    );
    if (longestMs > 0) return longestMs;
    await saveAttempts(
      tx,
      judged.flatMap(({ subject, outcome }) =>
        outcome.kind === 'admitted' ? [{ subject, ...outcome.record }] : [],
      ),
    );
    return 0;
  });
  if (waitMs > 0) throw rateLimited(waitMs, 'Too many confirmation mails');
}

/** What is on record: it can be compared, and not be read. */
function kept(name: string): string {
  return hash('sha256', `alert confirmation ${name}`);
}
