import { buildSchema, parse, specifiedRules, validate } from 'graphql';
import { expect, it } from 'vitest';
import { subscriptionRootRule } from './subscription-root-rule.ts';

const schema = buildSchema(`
  type Query { a: Event }
  type Subscription { a: Event, b: Event }
  type Event { id: ID, next: Event }
`);

function problems(source: string) {
  return validate(schema, parse(source), [...specifiedRules, subscriptionRootRule]).map(
    ({ message }) => message,
  );
}

it.each([
  ['a field', 'subscription ($b: Boolean!) { a @skip(if: $b) { id } }'],
  ['a field, by a literal', 'subscription { a @include(if: true) { id } }'],
  ['an inline fragment', 'subscription ($b: Boolean!) { ... @include(if: $b) { a { id } } }'],
  [
    'a field of a fragment',
    'subscription ($b: Boolean!) { ...F } fragment F on Subscription { a @skip(if: $b) { id } }',
  ],
  ['a spread', 'subscription ($b: Boolean!) { ...F @skip(if: $b) } fragment F on Subscription { a { id } }'],
  [
    'a fragment in a fragment',
    `subscription ($b: Boolean!) { ...F } fragment F on Subscription { ... on Subscription { ...G } }
     fragment G on Subscription { ... @include(if: $b) { a { id } } }`,
  ],
  ['__typename', 'subscription ($b: Boolean!) { __typename @skip(if: $b) a { id } }'],
  ['one of two fields', 'subscription ($b: Boolean!) { a @skip(if: $b) { id } b @include(if: $b) { id } }'],
])('refuses a condition on %s', (_where, source) => {
  const found = problems(source);
  expect(found).not.toEqual([]);
  for (const message of found) expect(message).toContain('may be used below it only');
});

it('names each condition once, where it is', () => {
  const source =
    'subscription ($b: Boolean!) { ...F ...F } fragment F on Subscription { a @skip(if: $b) { id } }';
  const [error, ...others] = validate(schema, parse(source), [...specifiedRules, subscriptionRootRule]);
  expect(others).toEqual([]);
  expect(error?.locations).toEqual([{ line: 1, column: source.indexOf('@skip') + 1 }]);
});

it('lets conditions through below the root, in queries, and beside another operation', () => {
  expect(
    problems(`
      subscription S ($b: Boolean!) { a { ...E id @include(if: $b) next @skip(if: $b) { id } } }
      query Q ($b: Boolean!) { a @skip(if: $b) { ...E } }
      fragment E on Event { id @skip(if: $b) }`),
  ).toEqual([]);
});

it('leaves fragments that spread each other to the rule for them', () => {
  const source = `subscription { ...F } fragment F on Subscription { ...G } fragment G on Subscription { a { id } ...F }`;
  expect(problems(source)).toEqual([expect.stringContaining('Cannot spread fragment')]);
});
