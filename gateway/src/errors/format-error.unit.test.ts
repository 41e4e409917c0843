import { GraphQLError } from 'graphql';
import { expect, it } from 'vitest';
import { formatError, formatThrown, withRequestId } from './format-error.ts';

it('keeps what is meant for the client', () => {
  const error = { message: 'Taken.', path: ['a', 0], extensions: { code: 'CONFLICT', field: 'email' } };
  expect(formatError(error)).toEqual(error);
});

it('drops stack traces, HTTP heads and names of services', () => {
  const internals = { stacktrace: ['at x'], exception: {}, http: { status: 400 }, serviceName: 'orders' };
  expect(formatError({ message: 'No.', extensions: { code: 'FORBIDDEN', ...internals } }).extensions).toEqual(
    {
      code: 'FORBIDDEN',
    },
  );
});

it.each([
  ['without a code', {}],
  ['with an unknown code', { code: 'DOWNSTREAM_SERVICE_ERROR' }],
  ['that is internal', { code: 'INTERNAL_SERVER_ERROR', detail: 'postgres://…' }],
])('masks an error %s', (_name, extensions) => {
  const formatted = formatError({ message: 'connect to 10.0.0.1 failed', path: ['a'], extensions });
  expect(formatted).toEqual({
    message: 'Something went wrong on our side.',
    path: ['a'],
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  });
});

it('masks what is no GraphQL error', () => {
  expect(formatThrown(new Error('secret')).message).not.toContain('secret');
  expect(formatThrown(new GraphQLError('Slow down.', { extensions: { code: 'RATE_LIMITED' } }))).toEqual({
    message: 'Slow down.',
    extensions: { code: 'RATE_LIMITED' },
  });
});

it('names the request in errors that only the logs explain, and keeps the id that a subgraph logged', () => {
  const internal = { message: 'x', extensions: { code: 'INTERNAL_SERVER_ERROR' } };
  expect(withRequestId(internal, 'r1').extensions).toEqual({
    code: 'INTERNAL_SERVER_ERROR',
    requestId: 'r1',
  });
  const named = { message: 'x', extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'r0' } };
  expect(withRequestId(named, 'r1')).toEqual(named);
  const other = { message: 'x', extensions: { code: 'CONFLICT' } };
  expect(withRequestId(other, 'r1')).toEqual(other);
});
