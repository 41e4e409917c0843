import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import fc from 'fast-check';
import { getOperationAST, OperationTypeNode, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { CompiledExecutor } from '../execution/compiled-executor.ts';
import { randomOperation, type RandomOperation } from '../testing/differential/generated-operation.ts';
import { mediaSdl } from '../testing/differential/media-store.ts';
import { randomSubgraph } from '../testing/differential/random-subgraph.ts';
import { toySdl } from '../testing/toy-store.ts';
import { apolloPlanner } from './apollo-planner.ts';
import { dataDocument } from './data-document.ts';
import { loadSupergraph } from './loaded-supergraph.ts';
import { rustPlanner } from './rust-planner.ts';
import { readSchemas, schemaFiles } from './schema-files.ts';

const storeSdl = await readSchemas(await schemaFiles(new URL('../../../subgraphs/', import.meta.url)));
/** Of each so many operations are compared that the faster planner plans: it leaves up to half of them to Apollo’s. */
const cases = [
  { name: 'the toy store', sdl: toySdl, numRuns: 50 },
  { name: 'this store', sdl: storeSdl, numRuns: 70 },
];
const timeoutMs = 300_000;

/** An object without fields as null: Apollo's plans leave out what has all of its fields left out, so that null is there instead. */
function withoutEmpty(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map(withoutEmpty);
    return items.every((item) => item === null) ? null : items;
  }
  const fields = Object.entries(value).map(([key, field]) => [key, withoutEmpty(field)] as const);
  return fields.length === 0 ? null : Object.fromEntries(fields);
}

function composed(sdl: Readonly<Record<string, string>>): string {
  const services = Object.entries(sdl).map(([name, text]) => ({ name, typeDefs: parse(text) }));
  const { supergraphSdl } = composeServices(services);
  if (supergraphSdl === undefined) throw new Error('The schemas do not compose.');
  return supergraphSdl;
}

describe.each(cases)('over $name', ({ sdl, numRuns }) => {
  const supergraphSdl = composed(sdl);
  const supergraph = loadSupergraph(supergraphSdl);
  const apollo = apolloPlanner(Supergraph.build(supergraphSdl));
  const rust = rustPlanner(supergraphSdl, supergraph.schema);
  const subgraphs = Object.entries(sdl).map(([name, text]) => [name, randomSubgraph(name, text)] as const);

  /** The answers by both plans; undefined where only one planner has a plan. */
  async function answers({ query, variables }: RandomOperation, seed: number) {
    const document = parse(query);
    if (validate(supergraph.schema, document).length > 0) return undefined;
    const operationName = getOperationAST(document)?.name?.value;
    const planned = supergraph.plan({ document, operationName, queryHash: query });
    const asked = { document: dataDocument(planned.names.document), operationName };
    const faster = rust?.(asked);
    if (faster === undefined) return undefined;
    const fetches = Object.fromEntries(
      subgraphs.map(([name, make]) => [name, make({ seed, faultsPerHundred: 0, isOfOneMind: true })]),
    );
    const forwarded = { 'x-request-id': 'r1', traceparent: '', 'x-client-network': '' };
    const context = { viewer: null, requestId: 'r1', clientAddress: '127.0.0.1', forwarded };
    const operation = { ...planned, supergraph, operationName, context };
    const answered = [faster, apollo(asked)].map(async (plan) => {
      const own = { ...operation, plan, variables: planned.names.renamed(variables) };
      const { data, errors } = await new CompiledExecutor().execute(own, fetches);
      return {
        data: withoutEmpty(JSON.parse(data ?? 'null')),
        errors: errors.map(({ message, path }) => JSON.stringify({ message, path })).toSorted(),
      };
    });
    return Promise.all(answered);
  }

  it.skipIf(rust === undefined).each([OperationTypeNode.QUERY, OperationTypeNode.MUTATION])(
    'a %s has the same answer by the plans of both planners',
    async (type) => {
      await fc.assert(
        fc.asyncProperty(randomOperation(supergraph.schema, type, 5), fc.nat(), async (operation, seed) => {
          const [one, other] = (await answers(operation, seed)) ?? [];
          fc.pre(one !== undefined);
          expect(one).toEqual(other);
        }),
        { numRuns },
      );
    },
    timeoutMs,
  );
});

it('leaves supergraphs to Apollo’s planner that do more than find entities by their keys', () => {
  const supergraphSdl = composed(mediaSdl);
  expect(rustPlanner(supergraphSdl, loadSupergraph(supergraphSdl).schema)).toBeUndefined();
});

describe('the faster planner', () => {
  const supergraphSdl = composed({
    lists: 'type Query { list(text: String, number: Float): [Int!] }',
    others: 'type Query { other: Int }',
  });
  const { schema } = loadSupergraph(supergraphSdl);
  const rust = rustPlanner(supergraphSdl, schema);

  it.skipIf(rust === undefined).each([
    ['text: "a\\tb\\f\\u0007"', true],
    ['text: "a\\bc"', false],
    ['text: "\\u0008"', false],
    ['number: 0.5', true],
    ['number: -12', true],
    ['number: 1e400', false],
    ['number: -1e400', false],
    ['number: 123456789012345678.25', false],
  ])('plans the literals that it writes as they were: %s', (literal, isPlanned) => {
    const document = parse(`{ list(${literal}) }`);
    expect(rust?.({ document, operationName: undefined }) !== undefined).toBe(isPlanned);
  });

  it('is left out where it refuses the supergraph', () => {
    const refused = supergraphSdl.replace('enum join__Graph', 'enum join__Other');
    expect(rustPlanner(refused, schema)).toBeUndefined();
  });
});
