import type { Transaction } from '@cartwright/database';
import { message, paymentMethodsOffered } from '@cartwright/events';
import type { Messaging } from '@cartwright/messaging';
import type { Tables } from '../generated/tables.ts';

/** What announcing the offer needs. */
export interface OfferingDependencies {
  readonly transact: Messaging<Transaction<Tables>>['transact'];
  readonly now: () => Date;
  /** The tokens that the provider takes; one that ends in `*` stands for all that begin so. */
  readonly tokenForms: readonly string[];
}

const everyMs = 60 * 60 * 1000;

/**
 * Gives the round of a loop that announces what this process offers: at its start, since the offer changes with a release,
 * and every hour, so that the last word is not that of an older release that ran beside this one.
 */
export function offering({ transact, now, tokenForms }: OfferingDependencies): () => Promise<void> {
  let announcedAtMs = -Infinity;
  return async () => {
    const offeredAt = now();
    if (offeredAt.getTime() - announcedAtMs < everyMs) return;
    const offer = { offeredAt: offeredAt.toISOString(), tokenForms: [...tokenForms] };
    await transact((_tx, send) => {
      send(message(paymentMethodsOffered, offer));
      return Promise.resolve();
    });
    announcedAtMs = offeredAt.getTime();
  };
}
