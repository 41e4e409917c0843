import type { Logger } from '@cartwright/process';
import { BrokenCircuitError, circuitBreaker, ConsecutiveBreaker, handleAll } from 'cockatiel';

/** After so many failures one after the other nobody waits for the engine any more. */
const failuresInARow = 3;
/** The pause between two looks whether an engine that was away is back. */
const lookAgainMs = 5_000;

/** Asks an engine; whoever asks answers otherwise when that fails. @returns undefined where the engine is away */
export type Guard = <Answer>(ask: () => Promise<Answer>) => Promise<Answer | undefined>;

/** Keeps searches from waiting, each for itself, for an engine that is away. */
export function guardEngine(logger: Pick<Logger, 'warn' | 'info'>): Guard {
  const breaker = circuitBreaker(handleAll, {
    halfOpenAfter: lookAgainMs,
    breaker: new ConsecutiveBreaker(failuresInARow),
  });
  breaker.onReset(() => {
    logger.info({}, 'the search engine answers again');
  });
  return async (ask) => {
    try {
      return await breaker.execute(ask);
    } catch (error) {
      if (!(error instanceof BrokenCircuitError))
        logger.warn({ err: error }, 'the search engine is away: PostgreSQL answers');
      return undefined;
    }
  };
}
