import { describe, expect, it } from 'vitest';
import { Park, RetryLater } from './handler-errors.ts';
import { classifyFailure } from './classify-failure.ts';

const first = { failures: 0, deliveries: 1, maxAttempts: 3 };
const last = { failures: 2, deliveries: 3, maxAttempts: 3 };

describe('a failed message', () => {
  it('is retried after an ordinary failure, with growing delays', () => {
    const soon = classifyFailure(new Error('oops'), first);
    const late = classifyFailure(new Error('oops'), { ...first, deliveries: 6 });
    expect(soon).toMatchObject({ kind: 'retry', counts: true });
    expect(soon.kind === 'retry' && soon.delayMs).toBeLessThanOrEqual(250);
    expect(late.kind === 'retry' && late.delayMs).toBeGreaterThanOrEqual(4000);
    expect(late.kind === 'retry' && late.delayMs).toBeLessThanOrEqual(8000);
  });

  it('is parked with the reason when it has failed often enough', () => {
    expect(classifyFailure(new Error('oops'), last)).toEqual({ kind: 'park', reason: 'oops' });
  });

  it.each(['57014', '55P03', '25P03'])('is not retried for ever when it takes too long: %s', (code) => {
    const timeout = Object.assign(new Error('canceling statement'), { code });
    expect(classifyFailure(timeout, first)).toMatchObject({ kind: 'retry', counts: true });
    expect(classifyFailure(timeout, last)).toMatchObject({ kind: 'park' });
  });

  it('is parked at once when a retry is useless', () => {
    expect(classifyFailure(new Park('no such order'), first)).toEqual({
      kind: 'park',
      reason: 'no such order',
    });
  });

  it('is retried without limit while its handler asks for it, after the delay that it asks for', () => {
    expect(classifyFailure(new RetryLater('busy', 1500), last)).toEqual({
      kind: 'retry',
      delayMs: 1500,
      counts: false,
    });
    expect(classifyFailure(new RetryLater('busy'), last)).toMatchObject({ kind: 'retry', counts: false });
  });

  it('is retried within seconds of the return of a database that was away for long', () => {
    const outage = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    const decision = classifyFailure(outage, { ...first, deliveries: 50 });
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
    expect(classifyFailure(error, last)).toMatchObject({ kind: 'retry', counts: false });
  });
});
