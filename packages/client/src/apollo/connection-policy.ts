import type { FieldMergeFunction, FieldPolicy, Reference } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';

/** A connection as the cache keeps it, as far as pages by `nodes` need it. */
interface KeptConnection {
  readonly nodes?: readonly Reference[];
  readonly pageInfo?: { readonly endCursor?: string | null };
}

/**
 * How pages of a connection become one list: by `edges`, as `relayStylePagination` has it, and by `nodes`, which that leaves out:
 * a page that is asked for `after` the end of the last one goes behind it, any other begins the list anew.
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
    keyArgs: [...keyArgs],
    read,
    merge: (existing: KeptConnection | undefined, incoming: KeptConnection, options) => {
      const merged = merge(existing as never, incoming as never, options as never) as KeptConnection;
      return goesOn(existing, options.args) ? { ...merged, nodes: joined(existing, incoming) } : merged;
    },
  };
}

function goesOn(existing: KeptConnection | undefined, args: Record<string, unknown> | null): boolean {
  const after = args?.['after'];
  return existing?.nodes !== undefined && typeof after === 'string' && existing.pageInfo?.endCursor === after;
}

function joined(existing: KeptConnection | undefined, incoming: KeptConnection): readonly Reference[] {
  return [...(existing?.nodes ?? []), ...(incoming.nodes ?? [])];
}
