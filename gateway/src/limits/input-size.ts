import type { GraphQLError } from 'graphql';
import { exceeded } from './exceeded.ts';

/** Far more than any input takes; reading so many by their types, and telling what is wrong with them, takes 20 ms. */
const maxInputValues = 5_000;

/**
 * Checks how many values variables hold, the items of lists and the fields of objects at any depth, before they are read by their types.
 * Returns undefined when they are few enough, else BAD_USER_INPUT with `limit`, `maximum` and `actual`, which counts no further than it has to.
 */
export function checkInputSize(variables: Readonly<Record<string, unknown>>): GraphQLError | undefined {
  return exceeded('values in variables', countValues(variables, maxInputValues + 1), maxInputValues);
}

function countValues(value: object, most: number): number {
  const open: object[] = [value];
  let count = 0;
  for (let next = open.pop(); next !== undefined && count < most; next = open.pop()) {
    const values: readonly unknown[] = Array.isArray(next) ? next : Object.values(next);
    count += values.length;
    if (count < most)
      open.push(...values.filter((one): one is object => typeof one === 'object' && one !== null));
  }
  return Math.min(count, most);
}
