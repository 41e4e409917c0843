import { updateProfile, type UserRecord } from '../users/door.ts';
import type { Parts } from '../parts.ts';
import { readProfileChange } from './rules.ts';

/** What changing profiles is built from. */
export type Dependencies = Pick<Parts, 'database'>;

/** What changes; a field that is absent or null stays as it is. */
export interface ProfileChange {
  readonly userId: string;
  readonly firstName?: string | null | undefined;
  readonly lastName?: string | null | undefined;
  readonly locale?: string | null | undefined;
}

/** Changes a customer's profile. @throws ZodError when a name or the locale is wrong */
export async function updateCustomer(
  { database }: Dependencies,
  { userId, ...change }: ProfileChange,
): Promise<UserRecord> {
  return updateProfile(database.statements, userId, readProfileChange(change));
}
