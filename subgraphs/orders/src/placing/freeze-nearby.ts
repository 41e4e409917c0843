import { cartFreezePath, cartFreezeResponseSchema } from '@cartwright/events';
import { timeout, TimeoutStrategy } from 'cockatiel';
import { CartsUnavailable, type FreezeCart } from './ports.ts';

/** Carts as a part of this process. */
export interface NearbyCarts {
  readonly ask: (path: string, question: unknown) => Promise<unknown>;
}

/** Builds the call to carts in one process: by value, with a timeout, and once, since nothing is lost on its way. */
export function freezeNearby(carts: () => NearbyCarts, timeoutMs = 2_000): FreezeCart {
  const policy = timeout(timeoutMs, TimeoutStrategy.Aggressive);
  return async (request) => {
    try {
      const answer = await policy.execute(() => carts().ask(cartFreezePath, request));
      return cartFreezeResponseSchema.parse(answer);
    } catch (error) {
      throw new CartsUnavailable(error);
    }
  };
}
