import { Kind, visit, type DocumentNode } from 'graphql';

const fieldSets = new Set(['key', 'requires']);

/** The names of the fields that the gateway asks for by itself, to find the same entity in another subgraph. */
export function keyFields(supergraph: DocumentNode): ReadonlySet<string> {
  const names = new Set<string>();
  visit(supergraph, {
    Argument: ({ name, value }) => {
      if (!fieldSets.has(name.value) || value.kind !== Kind.STRING) return;
      for (const [field] of value.value.matchAll(/[_A-Za-z]\w*/g)) names.add(field);
    },
  });
  return names;
}
