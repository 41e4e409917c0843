import { metafieldTypes } from '@cartwright/events';
import {
  Fault,
  field,
  invalidField,
  invalidInput,
  optionalText,
  readInput,
  type InvalidField,
  type InvalidInput,
  type ReadInput,
} from '@cartwright/input';
import { z } from 'zod';
import { isSameName, type Metafield, type MetafieldName, type MetafieldVisibility } from './metafield.ts';
import { readValue } from './read-value.ts';

/** How much an owner may have, and how long its values may be. */
export interface MetafieldLimits {
  readonly count: number;
  /** In characters; the type's own limit holds too. */
  readonly valueLength: number;
}

/** Of what staff keep. */
export const staffLimits: MetafieldLimits = { count: 50, valueLength: Infinity };

/** Of what buyers say of a cart, or of a line in it. */
export const shopperLimits: MetafieldLimits = { count: 10, valueLength: 500 };

/** A metafield as it is to be. */
export interface MetafieldChange extends Pick<Metafield, 'namespace' | 'key' | 'type' | 'value'> {
  /** Undefined leaves it as it is; a new one is PRIVATE then. */
  readonly visibility: MetafieldVisibility | undefined;
  /** The digest that was read, empty where there was none; undefined when it does not matter what it is by now. */
  readonly compareDigest: string | undefined;
}

/** A metafield that is to go. */
export interface MetafieldRemoval extends MetafieldName, Pick<MetafieldChange, 'compareDigest'> {}

/** What is to become of an owner's metafields. */
export interface MetafieldChanges {
  readonly set: readonly MetafieldChange[];
  readonly remove: readonly MetafieldRemoval[];
}

/** The same, and why, if whoever asks says so. */
export interface ReasonedChanges extends MetafieldChanges {
  readonly reason: string | null;
}

/** What a client gives. */
export interface GivenChanges {
  readonly metafields: readonly unknown[];
  readonly remove?: readonly unknown[] | null | undefined;
  /** Staff's, at most 500 characters. */
  readonly reason?: string | null | undefined;
}

const name = /^[a-z][a-z0-9_-]*$/;
const namePart = (max: number) =>
  field((given) => {
    if (given === null || given === '') return new Fault('REQUIRED', 'Please fill this in.');
    if (given.length > max) return new Fault('TOO_LONG', `Please use at most ${max} characters.`);
    return name.test(given)
      ? given
      : new Fault(
          'INVALID_FORMAT',
          'Please use a letter from `a` to `z`, then such letters, digits, `_` and `-`.',
        );
  });

/** What a metafield is called. */
export const nameSchema = z.object({ namespace: namePart(40), key: namePart(60) });

const orUndefined = <Value>(given: Value | null | undefined) => given ?? undefined;

const compareDigest = z.string().nullish().transform(orUndefined);
const removalSchema = z.object({ ...nameSchema.shape, compareDigest });

const changeSchema = ({ valueLength }: MetafieldLimits) =>
  z
    .object({
      ...nameSchema.shape,
      type: z.enum(metafieldTypes),
      value: z.string(),
      visibility: z.enum(['PUBLIC', 'PRIVATE']).nullish().transform(orUndefined),
      compareDigest,
    })
    .transform((given, context): MetafieldChange => {
      const read = readValue(given.type, given.value);
      const value = read instanceof Fault || read.length <= valueLength ? read : tooLong(valueLength);
      if (!(value instanceof Fault)) return { ...given, value };
      const { code, message } = value;
      context.addIssue({ code: 'custom', message, params: { code }, path: ['value'] });
      return z.NEVER;
    });

const schemaOf = (limits: MetafieldLimits) =>
  z.object({
    metafields: z.array(changeSchema(limits)),
    remove: z.array(removalSchema),
    reason: optionalText(500),
  });

const schemas = new WeakMap<MetafieldLimits, ReturnType<typeof schemaOf>>();

/** A schema costs more to make than to use: each limits have one. */
function schemaFor(limits: MetafieldLimits): ReturnType<typeof schemaOf> {
  const schema = schemas.get(limits) ?? schemaOf(limits);
  schemas.set(limits, schema);
  return schema;
}

/** Checks what is to become of an owner's metafields; each may be named once. */
export function readMetafieldChanges(
  { metafields, remove, reason }: GivenChanges,
  limits: MetafieldLimits,
): ReadInput<ReasonedChanges> {
  const read = readInput(schemaFor(limits), { metafields, remove: remove ?? [], reason });
  if (read.kind === 'invalid-input') return read;
  const changes = { set: read.value.metafields, remove: read.value.remove, reason: read.value.reason };
  return namedTwice(changes) ?? { kind: 'valid', value: changes };
}

function tooLong(max: number): Fault {
  return new Fault('TOO_LONG', `Please use at most ${max} characters.`);
}

function namedTwice({ set, remove }: MetafieldChanges): InvalidInput | undefined {
  const named = [
    ...set.map((one, index) => ({ one, path: ['metafields', String(index)] })),
    ...remove.map((one, index) => ({ one, path: ['remove', String(index)] })),
  ];
  const faults: InvalidField[] = named
    .filter(({ one }, index) => named.slice(0, index).some((other) => isSameName(one, other.one)))
    .map(({ path }) => invalidField([...path, 'key'], 'INVALID_VALUE', 'Please name each metafield once.'));
  return faults.length === 0 ? undefined : invalidInput(...faults);
}
