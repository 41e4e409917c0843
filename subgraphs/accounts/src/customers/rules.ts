import { readInput, text, type ReadInput } from '@cartwright/input';
import { z } from 'zod';

const groupSchema = z.object({ name: text(100) });

/** Reads the name of a group of customers. */
export function readGroupName(input: { readonly name: string }): ReadInput<z.infer<typeof groupSchema>> {
  return readInput(groupSchema, input);
}
