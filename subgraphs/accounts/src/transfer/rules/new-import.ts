import { readInput, refusal, text, type ReadInput } from '@cartwright/input';
import { z } from 'zod';

/** So many bytes a file has at most: it is held in memory while it comes. */
export const maxFileBytes = 20_000_000;

const schema = z.object({
  filename: text(200),
  byteSize: z
    .int()
    .refine(
      (bytes) => bytes >= 1 && bytes <= maxFileBytes,
      refusal('OUT_OF_RANGE', `A file may have 1 to ${maxFileBytes} bytes.`),
    ),
});

/** Reads what is said of a file that is to come. */
export function readNewImport(input: unknown): ReadInput<z.infer<typeof schema>> {
  return readInput(schema, input);
}
