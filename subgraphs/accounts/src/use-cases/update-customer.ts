import type { UserRecord } from '../domain/user.ts';
import type { Dependencies } from './dependencies.ts';

/** What changes; a field that is absent or null stays as it is. */
export interface ProfileChange {
  readonly firstName?: string | null | undefined;
  readonly lastName?: string | null | undefined;
  readonly locale?: string | null | undefined;
}

/** Changes a customer's profile. */
export function updateCustomer({ repository }: Dependencies) {
  return (userId: string, change: ProfileChange): Promise<UserRecord> => {
    const given = Object.entries(change).flatMap(([field, value]) =>
      typeof value === 'string' ? [[field, value.trim()] as const] : [],
    );
    return repository.users.update(userId, Object.fromEntries(given));
  };
}
