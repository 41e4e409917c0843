import { invalidField, invalidInput, optionalText, readInput, type ReadInput } from '@cartwright/input';
import { z } from 'zod';
import type { ShipmentChange, ShipmentLine } from './inbound-shipment.ts';

const maxLines = 100;
const maxPieces = 1_000_000;

/** A shipment as staff type it. */
export interface ShipmentInput {
  readonly reference?: string | null | undefined;
  readonly expectedAt?: Date | null | undefined;
  readonly lines: readonly Pick<ShipmentLine, 'variantId' | 'quantity'>[];
}

const outOfRange = 'Please give 1 to a million pieces.';
const schema = z.object({
  reference: optionalText(100).transform((given) => given ?? ''),
  lines: z
    .array(
      z.object({
        variantId: z.string().toLowerCase(),
        quantity: z.int().min(1, outOfRange).max(maxPieces, outOfRange),
      }),
    )
    .min(1, 'Please say what is expected.')
    .max(maxLines, `Please give at most ${maxLines} lines.`),
});

/** What is expected, each variant once, in the order of their ids. */
export function readShipment({ expectedAt = null, ...input }: ShipmentInput): ReadInput<ShipmentChange> {
  const read = readInput(schema, input);
  if (read.kind === 'invalid-input') return read;
  const { reference, lines } = read.value;
  const ids = lines.map(({ variantId }) => variantId);
  const twice = ids.findIndex((id, place) => ids.indexOf(id) < place);
  if (twice >= 0) {
    const path = ['lines', String(twice), 'variantId'];
    return invalidInput(invalidField(path, 'INVALID_VALUE', 'Please give each variant once.'));
  }
  const sorted = lines.toSorted((a, b) => (a.variantId < b.variantId ? -1 : 1));
  return { kind: 'valid', value: { reference, expectedAt, lines: sorted } };
}
