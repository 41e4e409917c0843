import { expect, it } from 'vitest';
import { composeSupergraph, CompositionError } from './compose-supergraph.ts';

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@shareable"])';

/** Composes subgraphs that each define `A`. */
function compose(definitions: readonly string[]): string {
  const schemas = definitions.map((definition, index): [string, string] => [
    `subgraph-${index}`,
    `${link} type Query { a${index}: A } ${definition}`,
  ]);
  return composeSupergraph(Object.fromEntries(schemas));
}

it('takes the description of the one subgraph that has it', () => {
  const supergraph = compose(['"What A is." type A @shareable { b: Int }', 'type A @shareable { b: Int }']);
  expect(supergraph).toContain('What A is.');
});

it.each([
  ['a type', '"One." type A @shareable { b: Int }', '"Other." type A @shareable { b: Int }'],
  ['a field', 'type A @shareable { "One." b: Int }', 'type A @shareable { "Other." b: Int }'],
])('refuses two descriptions of %s, of which clients would see one', (_what, one, other) => {
  const composing = () => compose([one, other]);
  expect(composing).toThrow(CompositionError);
  expect(composing).toThrow(/inconsistent descriptions[^]*One\.[^]*Other\./);
});

it('lists what does not compose', () => {
  expect(() => compose(['type A { b: Int }', 'type A { b: Int }'])).toThrow('A.b');
});
