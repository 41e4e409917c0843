import { restating, type Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { bundlesContext } from './context.ts';
import { resolvers } from './resolvers.ts';
import { bundlesRestated } from './restate-bundles.ts';

/** Variants that consist of others. */
export function bundlesRoom(parts: Parts): Room<Tables> {
  return {
    resolvers,
    context: () => ({ bundles: bundlesContext(parts) }),
    background: [restating(parts, bundlesRestated)],
  };
}
