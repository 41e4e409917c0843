import { describe, expect, it } from 'vitest';
import { Park, RetryLater } from './handler-errors.ts';
import { sortFailure } from './sort-failure.ts';

const first = { failures: 0, deliveries: 1, maxAttempts: 3 };
const last = { failures: 2, deliveries: 3, maxAttempts: 3 };

describe('a failed message', () => {
  it('comes again after an ordinary failure, later each time', () => {
    const soon = sortFailure(new Error('oops'), first);
    const late = sortFailure(new Error('oops'), { ...first, deliveries: 6 });
    expect(soon).toMatchObject({ kind: 'retry', counts: true });
    expect(soon.kind === 'retry' && soon.delayMs).toBeLessThanOrEqual(250);
    expect(late.kind === 'retry' && late.delayMs).toBeGreaterThanOrEqual(4000);
    expect(late.kind === 'retry' && late.delayMs).toBeLessThanOrEqual(8000);
  });

  it('is parked with the reason when it has failed often enough', () => {
    expect(sortFailure(new Error('oops'), last)).toEqual({ kind: 'park', reason: 'oops' });
  });

  it('is parked at once when trying again is useless', () => {
    expect(sortFailure(new Park('no such order'), first)).toEqual({ kind: 'park', reason: 'no such order' });
  });

  it('comes again for as long as its handler says so, when it says so', () => {
    expect(sortFailure(new RetryLater('busy', 1500), last)).toEqual({
      kind: 'retry',
      delayMs: 1500,
      counts: false,
    });
    expect(sortFailure(new RetryLater('busy'), last)).toMatchObject({ kind: 'retry', counts: false });
  });

  it('does not make an order wait long for a database that was away for long', () => {
    const outage = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    const decision = sortFailure(outage, { ...first, deliveries: 50 });
    expect(decision.kind === 'retry' && decision.delayMs).toBeLessThanOrEqual(5000);
  });

  it.each([
    ['refused connection', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
    ['a name that is not resolved', Object.assign(new Error('getaddrinfo'), { code: 'EAI_AGAIN' })],
    ['a host out of reach', Object.assign(new Error('connect'), { code: 'EHOSTUNREACH' })],
    ['too many connections', Object.assign(new Error('too many'), { code: 'P2037' })],
    ['a full disk', Object.assign(new Error('could not extend file'), { code: '53100' })],
    ['shutdown', Object.assign(new Error('terminating connection'), { code: '57P01' })],
    ['lost connection', new Error('Connection terminated unexpectedly')],
    ['outage that Prisma wraps', new Error('x', { cause: { originalCode: '08006' } })],
    ['full pool in Prisma', Object.assign(new Error('Timed out'), { code: 'P2024' })],
    ['server that Prisma cannot reach', new Error('x', { cause: { kind: 'DatabaseNotReachable' } })],
    ['broken client', new Error('Client has encountered a connection error and is not queryable')],
    ['deadlock', Object.assign(new Error('deadlock detected'), { code: '40P01' })],
  ])('is not blamed for the state of the database: %s', (_name, error) => {
    expect(sortFailure(error, last)).toMatchObject({ kind: 'retry', counts: false });
  });
});
