import { invalidField, invalidInput, type InvalidInput } from '@cartwright/input';
import type { SentLine } from './stock-transfer.ts';

const maxLines = 100;
const maxPieces = 1_000_000;

/** What staff want sent, each variant once, in the order of their ids. */
export function readLines(
  lines: readonly SentLine[],
): { readonly kind: 'valid'; readonly lines: readonly SentLine[] } | InvalidInput {
  if (lines.length === 0) return fault(['lines'], 'REQUIRED', 'Please say what is to be sent.');
  if (lines.length > maxLines) return fault(['lines'], 'TOO_LONG', `Please give at most ${maxLines} lines.`);
  const seen = new Set<string>();
  for (const [place, { variantId, quantity }] of lines.entries()) {
    const at = ['lines', String(place)];
    if (quantity < 1 || quantity > maxPieces)
      return fault([...at, 'quantity'], 'OUT_OF_RANGE', 'Please give 1 to a million pieces.');
    if (seen.has(variantId.toLowerCase()))
      return fault([...at, 'variantId'], 'INVALID_VALUE', 'Please give each variant once.');
    seen.add(variantId.toLowerCase());
  }
  const tidied = lines.map(({ variantId, quantity }) => ({ variantId: variantId.toLowerCase(), quantity }));
  return { kind: 'valid', lines: tidied.sort((a, b) => (a.variantId < b.variantId ? -1 : 1)) };
}

function fault(...[path, code, message]: Parameters<typeof invalidField>): InvalidInput {
  return invalidInput(invalidField(path, code, message));
}
