import type { CacheStatus } from '../response-cache/cache-status.ts';
import type { KeptResult } from '../response-cache/response-cache.ts';
import type { SingleResult } from './operation-outcome.ts';
import type { WrittenResult } from './written-result.ts';

/** An outcome that is kept in bytes; as text for transports that have no use for bytes. */
export function keptOutcome(answered: KeptResult): SingleResult {
  return new KeptOutcome(answered);
}

class KeptOutcome implements SingleResult {
  readonly kind = 'result';
  readonly cache: CacheStatus;
  readonly answered: KeptResult;

  constructor(answered: KeptResult) {
    this.cache = answered.status;
    this.answered = answered;
  }

  get result(): WrittenResult {
    return { json: this.answered.kept.body.toString(), hasErrors: false };
  }
}
