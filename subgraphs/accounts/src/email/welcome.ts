import { customerRegistered, message } from '@cartwright/events';
import { announceNewUser, type Sending, type UserRecord } from '../users/door.ts';
import type { Dependencies } from './dependencies.ts';
import { mailLink } from './mail-link.ts';

/** A customer who is new; `isProved` when somebody stands by that the address is theirs. */
export interface Welcomed {
  readonly user: UserRecord;
  readonly email: string;
  readonly isProved: boolean;
}

/** Tells the other domains of a new customer, who gets one mail: it asks for the proof of the address where nobody stands by it. */
export async function welcome(
  dependencies: Pick<Dependencies, 'now' | 'newId'>,
  { tx, send }: Sending,
  { user, email, isProved }: Welcomed,
): Promise<void> {
  const { id: customerId, firstName, locale } = user;
  const registered = { customerId, email, firstName: firstName ?? '', locale };
  send(message(customerRegistered, { ...registered, isAskedToConfirm: !isProved }));
  await announceNewUser({ tx, send }, customerId);
  if (!isProved) await mailLink(dependencies, { tx, send }, { user, purpose: 'VERIFY', email });
}
