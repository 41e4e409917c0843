import { readInput, refusal, text, type ReadInput } from '@cartwright/input';
import { z } from 'zod';

const maxNameLength = 100;
const usualOverlapMinutes = 60;
const maxOverlapMinutes = 7 * 24 * 60;

/** Machines manage neither staff nor keys: who steals a key must not be able to make others of it. */
const neverAMachines = 'STAFF_MANAGE';

const permissions = z
  .array(z.string())
  .min(1, 'Please choose what the key allows.')
  .refine(
    (names) => !names.includes(neverAMachines),
    refusal('INVALID_VALUE', 'No machine manages staff or keys.'),
  )
  .transform((names) => [...new Set(names)]);

/** A key that staff make. */
export interface KeyToMake {
  readonly name: string;
  readonly permissions: readonly string[];
  /** Null for a key that goes on until it is revoked. */
  readonly expiresAt: Date | null;
}

/** Reads what a key is for and what it allows. */
export function readNewKey(given: unknown, now: Date): ReadInput<KeyToMake> {
  const later = (date: Date | null): boolean => date === null || date > now;
  const expiresAt = z
    .date()
    .nullish()
    .transform((date) => date ?? null)
    .refine(later, refusal('OUT_OF_RANGE', 'Please choose a time in the future.'));
  return readInput(z.object({ name: text(maxNameLength), permissions, expiresAt }), given);
}

const rotationSchema = z.object({
  overlapMinutes: z
    .number()
    .min(0)
    .max(maxOverlapMinutes, `Please choose at most ${maxOverlapMinutes} minutes.`)
    .nullish()
    .transform((minutes) => minutes ?? usualOverlapMinutes),
});

/** Reads for how long the secrets of before go on. */
export function readRotation(given: unknown): ReadInput<z.infer<typeof rotationSchema>> {
  return readInput(rotationSchema, given);
}

/** The sooner of two ends, either of which may be never. */
export function sooner(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}
