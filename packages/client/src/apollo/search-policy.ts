import type { FieldMergeFunction, FieldPolicy, StoreObject } from '@apollo/client';
import type { SearchFacts } from '../cache-facts.ts';
import { connectionPolicy } from './connection-policy.ts';

/** How pages of a search become one list: its page is said in its input object, so that the connection inside does not know it. */
export function searchPolicy({ argument, others, connection }: SearchFacts): FieldPolicy {
  const { merge } = connectionPolicy([]);
  return {
    keyArgs: [argument, [...others]],
    merge: ((existing, incoming, options) => {
      if (incoming[connection] === undefined) return options.mergeObjects(existing ?? {}, incoming);
      const { after } = (options.args?.[argument] ?? {}) as { after?: string };
      const page = { ...options, args: { after } };
      const list: unknown = merge(existing?.[connection], incoming[connection], page);
      return options.mergeObjects(existing ?? {}, { ...incoming, [connection]: list as StoreObject });
    }) satisfies FieldMergeFunction<StoreObject | undefined, StoreObject>,
  };
}
