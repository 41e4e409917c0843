import { optionalMultilineText, optionalText, readInput, text, type ReadInput } from '@cartwright/input';
import { z } from 'zod';

/** What a location is, as staff keep it. */
export interface LocationFacts {
  readonly name: string;
  /** May be empty. */
  readonly address: string;
  /** The lower, the sooner orders are taken from it. */
  readonly priority: number;
  /** Whether it is used; nothing is at one that is not. */
  readonly active: boolean;
  readonly allowsPickup: boolean;
}

/** What staff type of a location; when it is changed, what is left out or null stays. */
export interface LocationInput {
  readonly name?: string | null | undefined;
  readonly address?: string | null | undefined;
  readonly priority?: number | null | undefined;
  readonly active?: boolean | null | undefined;
  readonly allowsPickup?: boolean | null | undefined;
  readonly reason?: string | null | undefined;
}

/** A location with what may be typed of it, and why. */
export interface CheckedLocation {
  readonly facts: LocationFacts;
  readonly reason: string | null;
}

const outOfRange = 'Please give a priority of 0 to 1,000.';
const schema = z.object({
  name: text(100),
  address: optionalMultilineText(500).transform((given) => given ?? ''),
  priority: z.int().min(0, outOfRange).max(1_000, outOfRange),
  active: z.boolean(),
  allowsPickup: z.boolean(),
  reason: optionalText(500),
});

/** What a location is before anybody says otherwise; it has no name then. */
export const newLocation: LocationFacts = {
  ...{ name: '', address: '', priority: 100, active: true, allowsPickup: false },
};

/** A location as it is to be: as it was where nothing else is said. */
export function readLocation(before: LocationFacts, input: LocationInput): ReadInput<CheckedLocation> {
  const read = readInput(schema, {
    name: input.name ?? before.name,
    address: input.address ?? before.address,
    priority: input.priority ?? before.priority,
    active: input.active ?? before.active,
    allowsPickup: input.allowsPickup ?? before.allowsPickup,
    reason: input.reason ?? null,
  });
  if (read.kind === 'invalid-input') return read;
  const { reason, ...facts } = read.value;
  return { kind: 'valid', value: { facts, reason } };
}
