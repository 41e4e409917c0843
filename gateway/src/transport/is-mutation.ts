import type { SubgraphRequest } from './subgraph-transport.ts';

/** Whether an operation of the planner changes something. */
export function isMutation({ query }: Pick<SubgraphRequest, 'query'>): boolean {
  return query.startsWith('mutation');
}
