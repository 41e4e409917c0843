import { locatedError, type GraphQLError } from 'graphql';
import type { FieldPlan, ValuePlan } from './plan.ts';

/** An object or a list of the answer while it is being filled. */
export type Holder = Record<string | number, unknown>;

/** Stands for a value that failed where null is not allowed: whatever holds it is null then, or what holds that. */
export const failed: unique symbol = Symbol('failed');

/** A position in the answer. */
export interface Position {
  readonly holder: Holder;
  readonly key: string | number;
  /** The place of the holder; undefined for a root field. */
  readonly above: Place | undefined;
}

/** Where a value stands in the answer: made for what holds others or is awaited, and for what fails. */
export class Place implements Position {
  readonly holder: Holder;
  readonly key: string | number;
  readonly above: Place | undefined;
  readonly field: FieldPlan;
  readonly isNullable: boolean;
  /** Something in it failed where null is not allowed. */
  hasFailed = false;

  constructor(
    { holder, key, above }: Position,
    { field, isNullable }: Pick<ValuePlan, 'field' | 'isNullable'>,
  ) {
    this.holder = holder;
    this.key = key;
    this.above = above;
    this.field = field;
    this.isNullable = isNullable;
  }
}

/** The path of a place, from the root on. */
export function pathOf(place: Place): (string | number)[] {
  const path: (string | number)[] = [];
  for (let at: Place | undefined = place; at !== undefined; at = at.above) path.unshift(at.key);
  return path;
}

/** An error as it is reported for a place. */
export function errorAt(error: unknown, place: Place): GraphQLError {
  return locatedError(error, [...place.field.nodes], pathOf(place));
}

/** The nearest place, this one or one above, that may be null; undefined when none may. */
export function nearestNullable(place: Place): Place | undefined {
  let at: Place | undefined = place;
  while (at !== undefined && !at.isNullable) at = at.above;
  return at;
}

/** Whether a place is inside of something that has failed already: nobody sees it any more. */
export function isInsideFailed(place: Place | undefined): boolean {
  for (let at = place; at !== undefined; at = at.above) if (at.hasFailed) return true;
  return false;
}
