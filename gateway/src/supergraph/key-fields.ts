import { Kind, parse, visit } from 'graphql';

const fieldSets = new Set(['key', 'requires']);

/** The names of the fields that the gateway asks for by itself, to find the same entity in another subgraph. */
export function keyFields(supergraphSdl: string): ReadonlySet<string> {
  const names = new Set<string>();
  visit(parse(supergraphSdl, { noLocation: true }), {
    Argument: ({ name, value }) => {
      if (!fieldSets.has(name.value) || value.kind !== Kind.STRING) return;
      for (const [field] of value.value.matchAll(/[_A-Za-z]\w*/g)) names.add(field);
    },
  });
  return names;
}
