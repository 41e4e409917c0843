import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { badUserInput } from '@cartwright/errors';

/**
 * Which list a cursor is of: its name, whose it is, and what it was asked for: filter, order, currency. Nothing that
 * changes while somebody reads the list, or their next page would be refused. For the same reason, what a list can be asked for since
 * a later release is `undefined` while it is not asked for, and not null or empty: then cursors are made without it, as before.
 */
export type ListIdentity = readonly [name: string, ...asked: unknown[]];

/** What the cursors of one list have in common. */
export function listMark(identity: ListIdentity): string {
  return createHash('sha256').update(JSON.stringify(identity)).digest('base64url').slice(0, 10);
}

/** An opaque cursor: base64url of its list's mark and the sort key, as JSON. */
export function encodeCursor(mark: string, key: unknown): string {
  return Buffer.from(JSON.stringify([mark, key])).toString('base64url');
}

/** A cursor, the argument that it came in, and how the list's sort keys look. */
export interface GivenCursor<Schema extends z.ZodType> {
  readonly cursor: string;
  readonly argument: 'after' | 'before';
  readonly key: Schema;
}

/** The sort key of a cursor that `encodeCursor` made for the same list. @throws BAD_USER_INPUT for any other string */
export function decodeCursor<Schema extends z.ZodType>(
  mark: string,
  { cursor, argument, key }: GivenCursor<Schema>,
): z.infer<Schema> {
  const content = jsonOf(cursor);
  const [ofList, given] = Array.isArray(content) ? (content as unknown[]) : [];
  const parsed = key.safeParse(given);
  if (ofList !== mark || !parsed.success) {
    throw badUserInput('This cursor does not belong to this list.', argument);
  }
  return parsed.data;
}

function jsonOf(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
  } catch {
    return undefined;
  }
}
