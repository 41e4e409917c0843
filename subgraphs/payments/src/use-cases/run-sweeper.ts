import { setTimeout as delay } from 'node:timers/promises';
import { leaseMs } from '../domain/schedule.ts';
import type { Dependencies } from './dependencies.ts';

/** A loop that runs until it is stopped. */
export interface Sweeper {
  /** Waits for the payments in hand. */
  readonly stop: () => Promise<void>;
}

const pauseMs = 300;
const maxInHand = 32;

/**
 * Pursues every payment whose turn has come, in the background: after a crash, an outcome that was not known, a
 * webhook that was lost. Every replica runs one; a payment that hangs holds up no other.
 */
export function runSweeper(dependencies: Dependencies, pursue: (id: string) => Promise<void>): Sweeper {
  const { repository, logger, now } = dependencies;
  const stopping = new AbortController();
  const inHand = new Set<Promise<void>>();
  const take = (id: string) => {
    const work = pursue(id)
      .catch((error: unknown) => logger.warn({ err: error, paymentId: id }, 'a payment could not be pursued'))
      .finally(() => inHand.delete(work));
    inHand.add(work);
  };
  const sweep = async () => {
    const free = maxInHand - inHand.size;
    if (free === 0) return;
    const leaseEndsAt = new Date(now().getTime() + leaseMs);
    for (const id of await repository.payments.claimDue(free, now(), leaseEndsAt)) take(id);
  };
  const loop = async () => {
    while (!stopping.signal.aborted) {
      await sweep().catch((error: unknown) => logger.warn({ err: error }, 'due payments could not be read'));
      await delay(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const running = loop();
  return {
    stop: async () => {
      stopping.abort();
      await running;
      await Promise.all(inHand);
    },
  };
}
