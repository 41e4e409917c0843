import type { z } from 'zod';
import { badUserInput } from '@cartwright/errors';

/** An opaque cursor: base64url of the sort key as JSON. */
export function encodeCursor(key: unknown): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** The sort key of a cursor that `encodeCursor` made. @throws BAD_USER_INPUT for any other string */
export function decodeCursor<Schema extends z.ZodType>(cursor: string, schema: Schema): z.infer<Schema> {
  const parsed = schema.safeParse(jsonOf(cursor));
  if (!parsed.success) throw badUserInput('This cursor does not belong to this list.', 'after');
  return parsed.data;
}

function jsonOf(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
  } catch {
    return undefined;
  }
}
