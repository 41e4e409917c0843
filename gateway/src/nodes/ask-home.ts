import type { GraphQLFormattedError } from 'graphql';
import type { FetchSubgraph } from '../execution/plan-executor.ts';
import type { SubgraphRequest, SubgraphResponse } from '../transport/subgraph-transport.ts';

/** An object of a type that may have an id. */
export interface Candidate {
  readonly type: string;
  readonly id: string;
}

/** What its subgraph said. */
export interface Answered extends Candidate {
  /** The id that the object goes by now; null where the viewer can see none. */
  readonly found: string | null;
  /** Why that is not known. */
  readonly fault: Pick<GraphQLFormattedError, 'message' | 'extensions'> | undefined;
}

/** Who asks, and what is forwarded. */
export type Asking = Pick<SubgraphRequest, 'forwarded' | 'asker' | 'gone' | 'turn'>;

/** Asks a subgraph which of its objects there are for whoever asks, in one request. Never rejects. */
export async function askHome(
  candidates: readonly Candidate[],
  { fetch, asking }: { readonly fetch: FetchSubgraph; readonly asking: Asking },
): Promise<readonly Answered[]> {
  const representations = candidates.map(({ type, id }) => ({ __typename: type, id }));
  const answer = await fetch({ ...asking, query: queryOf(candidates), variables: { representations } });
  return candidates.map((candidate, index) => ({ ...candidate, ...readEntity(answer, index) }));
}

/** The same for the same types, so that it is parsed there once. */
function queryOf(candidates: readonly Candidate[]): string {
  const types = new Set(candidates.map(({ type }) => type));
  const fragments = [...types]
    .toSorted()
    .map((type) => `... on ${type} { id }`)
    .join(' ');
  return `query ($representations: [_Any!]!) { _entities(representations: $representations) { ${fragments} } }`;
}

function readEntity(
  { data, errors = [] }: SubgraphResponse,
  index: number,
): Pick<Answered, 'found' | 'fault'> {
  const entities = data?.['_entities'] as readonly ({ readonly id?: unknown } | null)[] | null | undefined;
  const id = entities?.[index]?.id;
  if (typeof id === 'string') return { found: id, fault: undefined };
  return { found: null, fault: errors.find(({ path }) => path?.[1] === undefined || path[1] === index) };
}
