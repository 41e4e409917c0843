import { describe, expect, it } from 'vitest';
import { isTransient, isUnavailable, isWriteConflict } from './mod.ts';

const withCode = (code: string): Error => Object.assign(new Error('failed'), { code });

describe('an outage', () => {
  it.each([
    'ECONNREFUSED',
    'ECONNRESET',
    'EPIPE',
    '08006',
    '53100',
    '53300',
    '57P01',
    '58030',
    'P1001',
    'P2024',
  ])('is known by the code %s', (code) => {
    expect(isTransient(withCode(code))).toBe(true);
    expect(isWriteConflict(withCode(code))).toBe(false);
  });

  it.each([
    'Connection terminated unexpectedly',
    'timeout exceeded when trying to connect',
    'the database system is starting up',
    'Transaction API error: Unable to start a transaction in the given time.',
  ])('is known by what is said: %s', (message) => {
    expect(isTransient(new Error(message))).toBe(true);
  });

  it.each([
    ['a cause', { cause: withCode('57P03') }],
    ["Prisma's meta", { code: 'P2010', meta: { driverAdapterError: { cause: { originalCode: '08006' } } } }],
    ["the adapter's kind", { cause: { kind: 'DatabaseNotReachable' } }],
    ["GraphQL's original error", { originalError: withCode('ECONNREFUSED') }],
    ['several errors at once', new AggregateError([new Error('x'), withCode('ECONNREFUSED')])],
    ["a WebSocket's error event", { error: withCode('ECONNRESET') }],
  ])('is found in %s', (_where, error) => {
    expect(isTransient(error)).toBe(true);
  });

  it.each([
    withCode('23505'),
    withCode('42P01'),
    withCode('P2002'),
    withCode('P2028'),
    new Error('no'),
    'ECONNRESET',
    null,
  ])('is not %s', (error) => {
    expect(isTransient(error)).toBe(false);
  });

  it('does not go round in circles', () => {
    const error = new Error('mine');
    error.cause = error;
    expect(isTransient(error)).toBe(false);
  });
});

it('tells a transaction that took too long from one that could not begin', () => {
  const late = Object.assign(new Error('Transaction already closed'), { code: 'P2028' });
  const unable = Object.assign(new Error('Unable to start a transaction in the given time.'), {
    code: 'P2028',
  });
  expect([isUnavailable(late), isTransient(late)]).toEqual([true, false]);
  expect(isTransient(unable)).toBe(true);
});

it.each(['40001', '40P01', 'P2034'])('a write conflict is known by the code %s, and passes', (code) => {
  const wrapped = new Error('failed', { cause: { originalCode: code } });
  expect(isWriteConflict(wrapped)).toBe(true);
  expect(isTransient(wrapped)).toBe(true);
});
