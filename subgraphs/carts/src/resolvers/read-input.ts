import { badUserInput, graphqlError } from '@cartwright/errors';
import type { WantedLine } from '../domain/add-lines.ts';
import type { CartLineInput } from '../generated/graphql.ts';
import type { LineUpdate } from '../domain/update-lines.ts';
import { hasControlCharacters } from '../domain/control-characters.ts';
import { maxLines } from '../domain/quantity.ts';

/** A usable idempotency key. @throws BAD_USER_INPUT */
export function readIdempotencyKey(key: string): string {
  const trimmed = key.trim();
  if (trimmed.length >= 1 && trimmed.length <= 255 && !hasControlCharacters(trimmed)) return trimmed;
  throw badUserInput(
    'idempotencyKey must have 1 to 255 characters, control characters not among them.',
    'idempotencyKey',
  );
}

/** Lines to add, with ids in one spelling. @throws BAD_USER_INPUT for a quantity below 1 or too many lines */
export function readWantedLines(lines: readonly CartLineInput[]): WantedLine[] {
  refuseTooMany(lines);
  return lines.map(({ variantId, quantity = 1 }, index) => {
    if (quantity < 1) throw badUserInput('quantity must be 1 or more.', `lines.${index}.quantity`);
    return { variantId: variantId.toLowerCase(), quantity };
  });
}

/** Quantities to set. @throws BAD_USER_INPUT for a negative one or too many lines */
export function readLineUpdates(lines: readonly LineUpdate[]): LineUpdate[] {
  refuseTooMany(lines);
  return lines.map(({ lineId, quantity }, index) => {
    if (quantity < 0) throw badUserInput('quantity must be 0 or more.', `lines.${index}.quantity`);
    return { lineId, quantity };
  });
}

/** What comes of adding more different variants than a cart takes. */
export function tooManyLines(): Error {
  return badUserInput(`A cart takes up to ${maxLines} different variants.`, 'lines');
}

/** What comes of an idempotency key that was used for other input. */
export function keyConflict(): Error {
  return graphqlError('CONFLICT', 'This idempotency key was used for another input; use a new one.');
}

function refuseTooMany(lines: readonly unknown[]): void {
  if (lines.length > maxLines) throw tooManyLines();
}
