import { createWorkLoop, type Loop } from '@cartwright/process';
import type { Parts } from '../parts.ts';
import type { PaymentProvider } from '../provider/door.ts';
import { chargingDependencies } from './charging-dependencies.ts';
import { claimDuePayments } from './use-cases/claim-due-payments.ts';
import type { Dependencies } from './use-cases/dependencies.ts';
import { createPursuits, type Pursuits } from './use-cases/pursuits.ts';

/** Commands and events of the provider are followed at once; this finds what is to be tried again, and what others have left. */
const sweepIntervalMs = 1_000;
const maxPursued = 32;

/** What charges payments, while it runs. */
export interface Pursuing {
  readonly dependencies: Dependencies;
  readonly pursuits: Pursuits;
  /** Pursues what is due. */
  readonly sweeper: Loop;
}

/** Builds what charges payments by a provider. */
export function createPursuing(parts: Parts, provider: PaymentProvider): Pursuing {
  const dependencies = chargingDependencies(parts, provider);
  const pursuits = createPursuits(dependencies);
  const sweeper = createWorkLoop({
    name: 'pursue payments',
    claim: (limit) => claimDuePayments(dependencies, limit),
    work: pursuits.pursue,
    maxInHand: maxPursued,
    intervalMs: sweepIntervalMs,
    logger: parts.logger,
  });
  return { dependencies, pursuits, sweeper };
}
