import type { GraphQLFormattedError } from 'graphql';
import { Kind, parse } from 'graphql';
import type { SubgraphRequest, SubgraphResponse } from './subgraph-transport.ts';

/** Stands in for the answer of a subgraph that gave none: one UNAVAILABLE error per root field. */
export function unavailable(subgraph: string, request: SubgraphRequest): SubgraphResponse {
  return { errors: errorPaths(request).map((path) => unavailableError(subgraph, path)) };
}

function unavailableError(subgraph: string, path: (string | number)[]): GraphQLFormattedError {
  return {
    message: `The ${subgraph} service is not available at the moment. Try again shortly.`,
    path,
    extensions: { code: 'UNAVAILABLE' },
  };
}

/** A failed entity fetch is reported once, at the first entity that it was for. */
function errorPaths({ query }: SubgraphRequest): (string | number)[][] {
  return rootFields(query).map((field) => (field === '_entities' ? [field, 0] : [field]));
}

function rootFields(query: string): string[] {
  return parse(query, { noLocation: true }).definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return [];
    return definition.selectionSet.selections.flatMap((selection) =>
      selection.kind === Kind.FIELD ? [selection.alias?.value ?? selection.name.value] : [],
    );
  });
}
