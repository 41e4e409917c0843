import { buildSchema, GraphQLError, graphqlSync } from 'graphql';
import { describe, expect, it, vi } from 'vitest';
import { graphqlError } from './graphql-error.ts';
import { createLogger } from '@cartwright/process';
import { maskError } from './mask-error.ts';

function mask(error: unknown) {
  const logger = createLogger({ name: 'test', level: 'silent' });
  const logged = vi.spyOn(logger, 'error');
  return { masked: maskError(error, { id: 'r1', logger }), logged };
}

const located = (originalError: Error) =>
  new GraphQLError(originalError.message, { originalError, path: ['orders', 0, 'total'] });

describe('maskError', () => {
  it('keeps place and request id of what it masks, and logs the original', () => {
    const original = new Error('relation "secrets" does not exist');
    const { masked, logged } = mask(located(original));
    expect(masked).toEqual({
      message: 'Something went wrong on our side.',
      path: ['orders', 0, 'total'],
      extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'r1' },
    });
    expect(logged).toHaveBeenCalledWith(expect.objectContaining({ err: original }), expect.any(String));
  });

  it.each([
    ['an unknown code', new GraphQLError('inner', { extensions: { code: 'DOWNSTREAM_SERVICE_ERROR' } })],
    ['an explicit internal error', graphqlError('INTERNAL_SERVER_ERROR', 'inner')],
    ['an error of the executor', new GraphQLError('Cannot return null for inner', { path: ['a'] })],
    ['a thrown string', 'inner'],
  ])('masks %s', (_what, error) => {
    expect(JSON.stringify(mask(error).masked)).not.toContain('inner');
  });

  it('says which input the executor could not read', () => {
    const source = 'query ($n: Int) { a(n: $n) }';
    const schema = buildSchema('type Query { a(n: Int! = 1): Int }');
    const run = (n: unknown) => graphqlSync({ schema, source, variableValues: { n } }).errors?.[0];
    expect(mask(run(null)).masked).toMatchObject({
      message: expect.stringContaining('must not be null') as string,
      path: ['a'],
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect(mask(run('x')).masked.extensions).toEqual({ code: 'BAD_USER_INPUT' });
  });

  it('removes stack traces from public errors', () => {
    const error = graphqlError('CONFLICT', 'Taken.', {
      stacktrace: ['at home'],
      http: { status: 409 },
      by: 'u2',
    });
    expect(mask(error).masked.extensions).toEqual({ code: 'CONFLICT', by: 'u2' });
  });

  it.each([
    ['refused connection', Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' })],
    ['Prisma P1001', Object.assign(new Error('unreachable'), { code: 'P1001' })],
    ['Prisma P1017', Object.assign(new Error('closed'), { code: 'P1017' })],
    ['admin shutdown', Object.assign(new Error('terminating'), { code: '57P01' })],
    ['too many clients', Object.assign(new Error('too many'), { code: '53300' })],
    ['unreachable network', Object.assign(new Error('connect'), { code: 'ENETUNREACH' })],
    ['a deadlock after all retries', Object.assign(new Error('deadlock'), { code: '40P01' })],
    ['a full disk', Object.assign(new Error('could not extend file'), { code: '53100' })],
    ['a full disk, by the adapter', Object.assign(new Error('raw'), { cause: { originalCode: '53100' } })],
    [
      'raw query',
      Object.assign(new Error('raw'), {
        code: 'P2010',
        meta: { driverAdapterError: { cause: { kind: 'DatabaseNotReachable' } } },
      }),
    ],
    [
      'wrapped cause',
      new Error('outer', { cause: Object.assign(new Error('inner'), { code: 'ECONNRESET' }) }),
    ],
    ['a transaction that took too long', Object.assign(new Error('closed'), { code: 'P2028' })],
    ['pg without a code', new Error('Connection terminated unexpectedly')],
  ])('calls an outage UNAVAILABLE: %s', (_what, original) => {
    expect(mask(located(original)).masked.extensions).toEqual({ code: 'UNAVAILABLE', requestId: 'r1' });
  });

  it('does not report a unique violation as an outage', () => {
    const violation = Object.assign(new Error('unique'), { code: 'P2002' });
    expect(mask(located(violation)).masked.extensions?.['code']).toBe('INTERNAL_SERVER_ERROR');
  });
});
