import { hashRefreshToken } from '../identity/refresh-tokens.ts';
import { createAddress } from './create-address.ts';
import { createSession } from './create-session.ts';
import type { Dependencies } from './dependencies.ts';
import { refreshSession } from './refresh-session.ts';
import { registerCustomer } from './register-customer.ts';
import { startGuestSession } from './start-guest-session.ts';
import { updateCustomer } from './update-customer.ts';

/** Everything that accounts can do, bound to what it needs. */
export function createUseCases(dependencies: Dependencies) {
  const { repository, now } = dependencies;
  return {
    startGuestSession: startGuestSession(dependencies),
    registerCustomer: registerCustomer(dependencies),
    createSession: createSession(dependencies),
    refreshSession: refreshSession(dependencies),
    endSession: (refreshToken: string) =>
      repository.sessions.endByToken(hashRefreshToken(refreshToken), now()),
    updateCustomer: updateCustomer(dependencies),
    createAddress: createAddress(dependencies),
    deleteAddress: (userId: string, addressId: string) => repository.addresses.remove(userId, addressId),
  };
}

export type UseCases = ReturnType<typeof createUseCases>;
