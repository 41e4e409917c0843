import type { KeptResult } from '../response-cache/response-cache.ts';
import type { SingleResult } from './operation-outcome.ts';

/** An outcome that is kept in bytes; as text for transports that have no use for bytes. */
export function keptOutcome(answered: KeptResult): SingleResult {
  return {
    kind: 'result',
    cache: answered.status,
    answered,
    get result() {
      return { json: answered.kept.body.toString(), hasErrors: false };
    },
  };
}
