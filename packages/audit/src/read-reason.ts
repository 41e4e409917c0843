import { optionalText, readInput, type ReadInput } from '@cartwright/input';
import { z } from 'zod';

const reasonSchema = z.object({ reason: optionalText(500) });

/** Why staff do something that needs no reason, if they say: at most 500 characters; null when they do not. */
export function readReason(reason: string | null | undefined): ReadInput<{ readonly reason: string | null }> {
  return readInput(reasonSchema, { reason: reason ?? null });
}
