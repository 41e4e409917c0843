import { readProfileChange } from '../domain/profile.ts';
import type { UserRecord } from '../domain/user.ts';
import type { Dependencies } from './dependencies.ts';

/** What changes; a field that is absent or null stays as it is. */
export interface ProfileChange {
  readonly firstName?: string | null | undefined;
  readonly lastName?: string | null | undefined;
  readonly locale?: string | null | undefined;
}

/** Changes a customer's profile. The use case throws a ZodError when a name or the locale is wrong. */
export function updateCustomer({ repository }: Dependencies) {
  return async (userId: string, change: ProfileChange): Promise<UserRecord> =>
    repository.users.update(userId, readProfileChange(change));
}
