import { z } from 'zod';

/** What a metafield's value can be. */
export const metafieldTypes = [
  'SINGLE_LINE_TEXT',
  'MULTI_LINE_TEXT',
  'INTEGER',
  'DECIMAL',
  'BOOLEAN',
  'DATE',
  'DATE_TIME',
  'URL',
  'JSON',
  'MONEY',
  'REFERENCE',
  'LIST_OF_SINGLE_LINE_TEXT',
  'LIST_OF_INTEGER',
  'LIST_OF_DECIMAL',
  'LIST_OF_DATE',
  'LIST_OF_DATE_TIME',
  'LIST_OF_URL',
] as const;

/** A metafield of a cart or of a line of it, as the order gets it. */
export const frozenMetafieldSchema = z.object({
  namespace: z.string(),
  key: z.string(),
  type: z.enum(metafieldTypes),
  value: z.string(),
});
export type FrozenMetafield = z.infer<typeof frozenMetafieldSchema>;
