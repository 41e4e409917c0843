import type { FaultKind } from './fault.ts';
import { failpoint, processFrozen, processKilled, processRestarted } from './process-faults.ts';

/** Every kind of fault there is; those that many parts can have stand there more than once. */
export const faultKinds: readonly FaultKind[] = [
  processKilled,
  processKilled,
  processFrozen,
  processRestarted,
  failpoint,
  failpoint,
];
