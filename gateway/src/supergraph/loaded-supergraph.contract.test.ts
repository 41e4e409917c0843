import { readFileSync } from 'node:fs';
import { QueryPlanner } from '@apollo/query-planner';
import { scalars } from '@cartwright/graph';
import { isScalarType, isSpecifiedScalarType, parse } from 'graphql';
import { expect, it, vi } from 'vitest';
import { loadSupergraph } from './loaded-supergraph.ts';

const sdl = readFileSync(new URL('../../../supergraph.graphql', import.meta.url), 'utf8');

vi.mock('@apollo/query-planner', { spy: true });

it('makes its planners before there are operations to plan', () => {
  const made = () => vi.mocked(QueryPlanner).mock.calls.length;
  const before = made();
  const supergraph = loadSupergraph(sdl);
  expect(made()).toBe(before + 1);
  const document = parse('subscription { orderStatusChanged(orderId: "1") { __typename } }');
  supergraph.plan({ document, operationName: undefined, queryHash: 'hash' });
  expect(made()).toBe(before + 1);
});

it('plans an operation once, and each operation of a document by itself', () => {
  const supergraph = loadSupergraph(sdl);
  const document = parse('query A { products { totalCount } } query B { orders { totalCount } }');
  const plan = (operationName: string) => supergraph.plan({ document, operationName, queryHash: 'hash' });
  const [a, b] = [plan('A'), plan('B')];
  expect(plan('A')).toBe(a);
  expect(plan('B')).toBe(b);
  expect([a.plan.node, b.plan.node]).toMatchObject([{ serviceName: 'products' }, { serviceName: 'orders' }]);
});

it('reads every scalar as the subgraphs do', () => {
  const types = Object.values(loadSupergraph(sdl).schema.getTypeMap()).filter(isScalarType);
  const own = types.filter((type) => !isSpecifiedScalarType(type));
  expect(own.map(({ name }) => name)).toEqual(expect.arrayContaining(['DateTime', 'Decimal']));
  for (const { name, parseValue, parseLiteral } of own) {
    expect({ [name]: { parseValue, parseLiteral } }).toEqual({
      [name]: Object.fromEntries(
        Object.entries(scalars[name as keyof typeof scalars]).filter(([key]) => key.startsWith('parse')),
      ),
    });
  }
});

it('asks for what a client calls by the name of a key as well as for the key', () => {
  const document = parse('{ me { id: email orders { totalCount } } }');
  const { plan } = loadSupergraph(sdl).plan({ document, operationName: undefined, queryHash: 'keys' });
  const [first] = plan.node?.kind === 'Sequence' ? plan.node.nodes : [];
  expect(first).toMatchObject({ operation: expect.stringMatching(/(?=.*\bid\b)(?=.*: ?email)/) as string });
});
