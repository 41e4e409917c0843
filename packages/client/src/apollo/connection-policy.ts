import type { FieldMergeFunction, FieldPolicy, Reference } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';
import { listKey } from './list-key.ts';

/** A connection as the cache keeps it, as far as pages by `nodes` need it. */
interface KeptConnection {
  readonly nodes?: readonly Reference[];
  readonly pageInfo?: { readonly startCursor?: string | null; readonly endCursor?: string | null };
}

/**
 * How pages of a connection become one list: by `edges`, as `relayStylePagination` has it, and by `nodes`, which that leaves out:
 * a page that is asked for `after` the end of the last one goes behind it, one `before` its start goes in front, any other begins
 * the list anew. A list that is read from its end is another one than that from its start.
 */
export function connectionPolicy(keyArgs: readonly string[]): Required<
  Pick<FieldPolicy, 'keyArgs' | 'read'>
> & {
  readonly merge: FieldMergeFunction;
} {
  const { read, merge } = relayStylePagination();
  if (read === undefined || typeof merge !== 'function')
    throw new TypeError('relayStylePagination has changed.');
  return {
    keyArgs: listKey([...keyArgs]),
    read,
    merge: (existing: KeptConnection | undefined, incoming: KeptConnection, options) => {
      const merged = merge(existing as never, incoming as never, options as never) as KeptConnection;
      const nodes = joined(existing, incoming, options.args);
      return nodes === undefined ? merged : { ...merged, nodes };
    },
  };
}

/** The nodes of both, where one goes on where the other ends. */
function joined(
  existing: KeptConnection | undefined,
  { nodes = [] }: KeptConnection,
  args: Record<string, unknown> | null,
): readonly Reference[] | undefined {
  if (existing?.nodes === undefined) return undefined;
  const { startCursor, endCursor } = existing.pageInfo ?? {};
  if (isCursor(args?.['after'], endCursor)) return [...existing.nodes, ...nodes];
  if (isCursor(args?.['before'], startCursor)) return [...nodes, ...existing.nodes];
  return undefined;
}

function isCursor(asked: unknown, known: string | null | undefined): boolean {
  return typeof asked === 'string' && asked === known;
}
