import { customerChanged, message } from '@cartwright/events';
import type { InvalidInput } from '@cartwright/input';
import { updateProfile, type UserRecord } from '../users/door.ts';
import type { Parts } from '../parts.ts';
import { readProfileChange } from './rules.ts';

/** What changing profiles is built from. */
export type Dependencies = Pick<Parts, 'messaging'>;

/** What changes; a field that is absent or null stays as it is. */
export interface CustomerUpdate {
  readonly userId: string;
  readonly firstName?: string | null | undefined;
  readonly lastName?: string | null | undefined;
  readonly locale?: string | null | undefined;
}

export type UpdateCustomerOutcome = { readonly kind: 'updated'; readonly user: UserRecord } | InvalidInput;

/** Changes a customer's profile, and tells those who write to the customer. */
export async function updateCustomer(
  { messaging }: Dependencies,
  { userId, ...change }: CustomerUpdate,
): Promise<UpdateCustomerOutcome> {
  const read = readProfileChange(change);
  if (read.kind === 'invalid-input') return read;
  return messaging.transact(async (tx, send) => {
    const { version, ...user } = await updateProfile(tx, userId, read.value);
    const { firstName, locale } = user;
    send(message(customerChanged, { customerId: userId, version, firstName: firstName ?? '', locale }));
    return { kind: 'updated', user };
  });
}
