import type { FieldMergeFunction, FieldPolicy, StoreObject } from '@apollo/client';
import type { SearchFacts } from '../cache-facts.ts';
import { connectionPolicy } from './connection-policy.ts';
import { listKey } from './list-key.ts';

/** How pages of a search become one list: its page is said in its input object, so that the connection inside does not know it. */
export function searchPolicy({ argument, others, connection }: SearchFacts): FieldPolicy {
  const { merge } = connectionPolicy([]);
  const pageIn = (args: Readonly<Record<string, unknown>>) =>
    (args[argument] ?? {}) as Record<string, unknown>;
  return {
    keyArgs: listKey([argument, [...others]], pageIn),
    merge: ((existing, incoming, options) => {
      if (incoming[connection] === undefined) return options.mergeObjects(existing ?? {}, incoming);
      const { after, before } = pageIn(options.args ?? {});
      const page = { ...options, args: { after, before } };
      const list: unknown = merge(existing?.[connection], incoming[connection], page);
      return options.mergeObjects(existing ?? {}, { ...incoming, [connection]: list as StoreObject });
    }) satisfies FieldMergeFunction<StoreObject | undefined, StoreObject>,
  };
}
