import { composeServices } from '@apollo/composition';
import fc from 'fast-check';
import { OperationTypeNode, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { loadSupergraph } from '../supergraph/loaded-supergraph.ts';
import { readSchemas, schemaFiles } from '../supergraph/schema-files.ts';
import { compareExecutors } from '../testing/differential/compare-executors.ts';
import { randomOperation } from '../testing/differential/generated-operation.ts';
import { mediaSdl } from '../testing/differential/media-store.ts';
import { randomSubgraph, type Temper } from '../testing/differential/random-subgraph.ts';
import { toySdl } from '../testing/toy-store.ts';

const storeSdl = await readSchemas(await schemaFiles(new URL('../../../subgraphs/', import.meta.url)));

interface Case {
  readonly name: string;
  readonly sdl: Readonly<Record<string, string>>;
  readonly maxDepth: number;
  readonly types: readonly OperationTypeNode[];
  readonly numRuns: number;
}

/** On a machine that has much else to do. */
const timeoutMs = 300_000;

const { QUERY, MUTATION, SUBSCRIPTION } = OperationTypeNode;
const cases: readonly Case[] = [
  {
    name: 'a store of media',
    sdl: mediaSdl,
    maxDepth: 5,
    types: [QUERY, MUTATION, SUBSCRIPTION],
    numRuns: 150,
  },
  { name: 'the toy store', sdl: toySdl, maxDepth: 5, types: [QUERY, MUTATION, SUBSCRIPTION], numRuns: 60 },
  { name: 'this store', sdl: storeSdl, maxDepth: 5, types: [QUERY, MUTATION], numRuns: 60 },
];

function compose(sdl: Readonly<Record<string, string>>) {
  const services = Object.entries(sdl).map(([name, text]) => ({ name, typeDefs: parse(text) }));
  const { supergraphSdl, errors = [] } = composeServices(services);
  if (supergraphSdl === undefined) throw new AggregateError(errors, errors.join('\n'));
  return loadSupergraph(supergraphSdl);
}

const tempers: fc.Arbitrary<Temper> = fc.record({
  seed: fc.nat(),
  faultsPerHundred: fc.constantFrom(0, 2, 10, 40),
});

describe.each(cases)('over $name', ({ sdl, maxDepth, types, numRuns }) => {
  const supergraph = compose(sdl);
  const subgraphs = Object.entries(sdl).map(([name, text]) => [name, randomSubgraph(name, text)] as const);

  it.each(types)(
    'a compiled %s gives what graphql-js makes of the same plan',
    async (type) => {
      let compared = 0;
      await fc.assert(
        fc.asyncProperty(
          randomOperation(supergraph.schema, type, maxDepth),
          tempers,
          async (operation, temper) => {
            const fetches = Object.fromEntries(subgraphs.map(([name, make]) => [name, make(temper)]));
            const both = await compareExecutors(supergraph, operation, fetches);
            if (both === undefined) return;
            compared += 1;
            expect(both.compiled).toEqual(both.reference);
          },
        ),
        { numRuns },
      );
      expect(compared).toBeGreaterThan(numRuns / 4);
    },
    timeoutMs,
  );
});
