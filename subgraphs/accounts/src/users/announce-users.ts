import type { Transaction } from '@cartwright/database';
import { message, userUpdated, type DataOf } from '@cartwright/events';
import type { Send } from '@cartwright/messaging';
import type { Tables } from '../generated/tables.ts';
import { findSnapshots, raiseVersions, type UserSnapshot } from './repository/snapshots.ts';

/** A transaction, and what sends messages with it. */
export interface Sending {
  readonly tx: Transaction<Tables>;
  readonly send: Send;
}

/** Tells the other domains of customers who are new. */
export async function announceNewUser(
  { tx, send }: Sending,
  id: string,
  replaced: Pick<DataOf<typeof userUpdated>, 'replacedId'> = {},
): Promise<void> {
  for (const user of await findSnapshots(tx, [id])) send(statementOf({ ...user, ...replaced }));
}

/** Tells the other domains of customers of whom something has changed in this transaction. */
export async function announceUsers({ tx, send }: Sending, ids: readonly string[]): Promise<void> {
  await raiseVersions(tx, ids);
  for (const user of await findSnapshots(tx, ids)) send(statementOf(user));
}

/** What is told of a customer. */
function statementOf({
  id: customerId,
  emailVerifiedAt,
  firstName,
  ...user
}: UserSnapshot & Pick<DataOf<typeof userUpdated>, 'replacedId'>) {
  const isEmailVerified = emailVerifiedAt !== null;
  return message(userUpdated, { ...user, customerId, isEmailVerified, firstName: firstName ?? '' });
}
