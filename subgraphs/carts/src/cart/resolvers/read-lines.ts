import { badUserInput } from '@cartwright/errors';
import type { CartLineInput } from '../../generated/graphql.ts';
import type { LineUpdate } from '../rules/update-lines.ts';
import type { GivenLine } from '../use-cases/said-of-lines.ts';

/** Lines to add, with ids in one spelling. @throws BAD_USER_INPUT for a quantity below 1 */
export function readWantedLines(lines: readonly CartLineInput[]): GivenLine[] {
  return lines.map(({ variantId, quantity = 1, metafields }, index) => {
    if (quantity < 1) throw badUserInput('quantity must be 1 or more.', `lines.${index}.quantity`);
    return { variantId: variantId.toLowerCase(), quantity, ...(metafields && { metafields }) };
  });
}

/** Quantities to set. @throws BAD_USER_INPUT for a negative one */
export function readLineUpdates(lines: readonly LineUpdate[]): LineUpdate[] {
  return lines.map(({ lineId, quantity }, index) => {
    if (quantity < 0) throw badUserInput('quantity must be 0 or more.', `lines.${index}.quantity`);
    return { lineId, quantity };
  });
}
