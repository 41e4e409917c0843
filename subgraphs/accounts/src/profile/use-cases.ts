import type { InvalidInput } from '@cartwright/input';
import { updateProfile, type UserRecord } from '../users/door.ts';
import type { Parts } from '../parts.ts';
import { readProfileChange } from './rules.ts';

/** What changing profiles is built from. */
export type Dependencies = Pick<Parts, 'database'>;

/** What changes; a field that is absent or null stays as it is. */
export interface CustomerUpdate {
  readonly userId: string;
  readonly firstName?: string | null | undefined;
  readonly lastName?: string | null | undefined;
  readonly locale?: string | null | undefined;
}

export type UpdateCustomerOutcome = { readonly kind: 'updated'; readonly user: UserRecord } | InvalidInput;

/** Changes a customer's profile. */
export async function updateCustomer(
  { database }: Dependencies,
  { userId, ...change }: CustomerUpdate,
): Promise<UpdateCustomerOutcome> {
  const read = readProfileChange(change);
  if (read.kind === 'invalid-input') return read;
  return { kind: 'updated', user: await updateProfile(database.statements, userId, read.value) };
}
