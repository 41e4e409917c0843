import { Fault } from '@cartwright/input';
import { z } from 'zod';
import { parsed } from './parsed.ts';

const referenceTypes = ['PRODUCT', 'PRODUCT_VARIANT', 'CATEGORY', 'COLLECTION', 'BRAND'] as const;

/** What a metafield can refer to. */
export type ReferenceType = (typeof referenceTypes)[number];

/** Something of the catalogue that a metafield refers to; it need not be there. */
export interface MetafieldReference {
  readonly type: ReferenceType;
  readonly targetId: string;
}

const schema = z.strictObject({ type: z.enum(referenceTypes), id: z.uuid() });

/** Reads a reference by type and id, with the id in small letters. */
export function readReference(text: string): string | Fault {
  const given = schema.safeParse(parsed(text));
  if (!given.success)
    return new Fault(
      'INVALID_FORMAT',
      `Please use what it is (${referenceTypes.join(', ')}) and its id: \`{"type": "PRODUCT", "id": "019a…"}\`.`,
    );
  const { type, id } = given.data;
  return JSON.stringify({ type, id: id.toLowerCase() });
}

/** What a value in the one form of its type refers to. */
export function referenceOf(value: string): MetafieldReference {
  const { type, id } = JSON.parse(value) as z.infer<typeof schema>;
  return { type, targetId: id };
}

/** A reference as another subgraph or the gateway gives it; null for what is none. */
export function asReference(given: {
  readonly type: unknown;
  readonly targetId: unknown;
}): MetafieldReference | null {
  const { data } = schema.safeParse({ type: given.type, id: given.targetId });
  return data === undefined ? null : { type: data.type, targetId: data.id.toLowerCase() };
}
