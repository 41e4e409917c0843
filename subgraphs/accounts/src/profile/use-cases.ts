import type { InvalidInput } from '@cartwright/input';
import { announceUsers, lockAccount, updateProfile, type UserRecord } from '../users/door.ts';
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
  readonly company?: string | null | undefined;
  readonly vatId?: string | null | undefined;
}

export type UpdateCustomerOutcome = { readonly kind: 'updated'; readonly user: UserRecord } | InvalidInput;

/** Changes a customer's profile, and tells those who keep a copy of it. */
export async function updateCustomer(
  { messaging }: Dependencies,
  { userId, ...change }: CustomerUpdate,
): Promise<UpdateCustomerOutcome> {
  const read = readProfileChange(change);
  if (read.kind === 'invalid-input') return read;
  return messaging.transact(async (tx, send) => {
    await lockAccount(tx, userId);
    const user = await updateProfile(tx, userId, read.value);
    await announceUsers({ tx, send }, [userId]);
    return { kind: 'updated', user };
  });
}
