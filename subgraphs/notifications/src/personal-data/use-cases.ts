import type { Statements, Transaction } from '@cartwright/database';
import type { ErasedPerson } from '@cartwright/subgraph';
import { alertAddressesOf, alertsOf, deleteAlertsOf } from '../alerts/door.ts';
import { confirmedEmailsOf } from '../announcing/door.ts';
import { consentAddressesOf, consentsOf, deleteConsentsOf, withoutOthers } from '../consents/door.ts';
import { deleteEventsOf, eventsOf } from '../event-feed/door.ts';
import { deleteWishesOf, wishesOf } from '../newsletter/door.ts';
import type { Tables } from '../generated/tables.ts';
import { deleteDeliveriesOf } from '../merchant-webhooks/door.ts';
import {
  collectAlertMails,
  collectCopies,
  collectNotifications,
  deleteAlertMails,
  deleteNotifications,
  forgetPeople,
  purgeNotifications,
} from './repository.ts';

const dayMs = 24 * 60 * 60_000;
/** For how long customers find in their list what they were told. */
const keptMs = 730 * dayMs;
/** For how long it is known that a mail was sent that opened something; its text is gone once it is. */
const secretKeptMs = 30 * dayMs;
const purgeBatch = 500;

/** All that notifications keeps of people: what they were told, whom mails greet, and what merchants are told of them by their ids. */
export async function collect(
  db: Statements<Tables>,
  personIds: readonly string[],
): Promise<Record<string, unknown>> {
  const whose = await addressesOf(db, personIds);
  const everWhose = await everAddressesOf(db, whose);
  const told = await collectNotifications(db, personIds);
  return {
    notifications: [...told, ...(await collectAlertMails(db, everWhose))],
    readers: await collectCopies(db, personIds),
    toldToMerchants: await eventsOf(db, personIds),
    alerts: await alertsOf(db, whose),
    consents: await consentsOf(db, everWhose),
    newsletterWishes: await wishesOf(db, whose),
  };
}

/** People with the addresses that they have proved: what was asked for by a link belongs to whoever has the mailbox. */
async function addressesOf(db: Statements<Tables>, userIds: readonly string[]) {
  return { userIds, emails: [...(await confirmedEmailsOf(db, userIds)).values()] };
}

/**
 * The same, with the addresses that they had before and those to which they asked to be told, once that was confirmed; none that
 * somebody else has spoken for in an account since.
 */
async function everAddressesOf(
  db: Statements<Tables>,
  { userIds, emails: proved }: { readonly userIds: readonly string[]; readonly emails: readonly string[] },
) {
  const former = [...(await alertAddressesOf(db, userIds)), ...(await consentAddressesOf(db, userIds))];
  const others = [...new Set(former)].filter((email) => !proved.includes(email));
  return { userIds, emails: [...proved, ...(await withoutOthers(db, { userIds, emails: others }))] };
}

/** Erases people from notifications. What is told of an order that they had under way is still mailed, and then deleted. */
export async function erase(tx: Transaction<Tables>, { ids, erasedAt }: ErasedPerson): Promise<null> {
  const whose = await addressesOf(tx, ids);
  const everWhose = await everAddressesOf(tx, whose);
  await deleteAlertsOf(tx, whose);
  await deleteConsentsOf(tx, everWhose);
  await deleteWishesOf(tx, everWhose);
  await forgetPeople(tx, ids);
  await deleteDeliveriesOf(tx, ids);
  await deleteEventsOf(tx, ids);
  await deleteAlertMails(tx, everWhose.emails);
  await deleteNotifications(tx, ids, { isLate: erasedAt !== null });
  return null;
}

/** Deletes what is too old to be kept, a batch of it. */
export async function purgeOld(db: Statements<Tables>, now: Date): Promise<{ hasMore: boolean }> {
  const ago = (ms: number): Date => new Date(now.getTime() - ms);
  const expiry = { before: ago(keptMs), secretBefore: ago(secretKeptMs) };
  return { hasMore: (await purgeNotifications(db, expiry, purgeBatch)) >= purgeBatch };
}
