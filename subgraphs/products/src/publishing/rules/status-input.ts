import { invalidField, invalidInput, type ReadInput } from '@cartwright/input';
import type { ProductStatus, WantedStatus } from './product-status.ts';

/** What staff ask for, as they gave it. */
export interface StatusInput {
  readonly status: ProductStatus;
  readonly publishAt?: Date | null | undefined;
}

/** Checks that a time in the future is given with SCHEDULED, and none with anything else. */
export function readStatus({ status, publishAt = null }: StatusInput, now: Date): ReadInput<WantedStatus> {
  const isScheduled = status === 'SCHEDULED';
  if (isScheduled && publishAt === null) return refused('REQUIRED', 'Please say when it is to be published.');
  if (!isScheduled && publishAt !== null)
    return refused('INVALID_VALUE', 'A time goes with the status SCHEDULED alone.');
  if (publishAt !== null && publishAt <= now) return refused('OUT_OF_RANGE', 'Please give a time to come.');
  return { kind: 'valid', value: { status, publishAt } };
}

function refused(code: Parameters<typeof invalidField>[1], message: string) {
  return invalidInput(invalidField(['publishAt'], code, message));
}
