import { overloaded, rateLimited } from '@cartwright/errors';
import { GraphQLError } from 'graphql';
import { expect, it } from 'vitest';
import { overloadOf } from './overload-of.ts';

const data = '{"a":null,"b":null}';
const away = new GraphQLError('Away', { extensions: { code: 'UNAVAILABLE' } });

it('is one refusal with the longest wait where nothing was answered for overload', () => {
  const refusal = overloadOf({ data, errors: [overloaded(2), overloaded(4)] });
  expect(refusal).toMatchObject({ extensions: { code: 'UNAVAILABLE', retryAfter: 4 } });
});

it.each([
  ['a rate that somebody is over', { data, errors: [rateLimited(3_000, 'Too many attempts')] }],
  ['a rate beside overload', { data, errors: [overloaded(2), rateLimited(3_000, 'Too many attempts')] }],
  ['a subgraph that is away', { data, errors: [away] }],
  ['an answer that holds something', { data: '{"a":null,"b":1}', errors: [overloaded(2)] }],
  ['an operation that was not executed', { data: undefined, errors: [overloaded(2)] }],
  ['an answer without errors', { data, errors: [] }],
])('leaves %s as it is', (_what, answer) => {
  expect(overloadOf(answer)).toBeUndefined();
});
