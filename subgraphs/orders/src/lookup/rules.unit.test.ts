import { describe, expect, it } from 'vitest';
import { accessMs, attemptSubjects, comparable, knowable, maskEmail, readNumberAndEmail } from './rules.ts';

describe('what somebody types to find an order', () => {
  it('is read as it is stored', () => {
    expect(knowable({ number: ' cw-100001 ', email: ' Sam@Example.com ' })).toEqual({
      number: 'CW-100001',
      email: 'sam@example.com',
    });
  });

  it('names what no order can have', () => {
    expect(readNumberAndEmail({ number: '1\u0000', email: 'nobody' })).toMatchObject({
      kind: 'invalid-input',
      fields: [
        { path: ['number'], code: 'INVALID_CHARACTERS' },
        { path: ['email'], code: 'INVALID_FORMAT' },
      ],
    });
    expect(readNumberAndEmail({ number: '100001', email: 'a@example.com' })).toMatchObject({
      fields: [{ path: ['number'], code: 'INVALID_FORMAT' }],
    });
  });

  it('is counted by number and by address, each kind apart', () => {
    const one = { number: 'CW-1', email: 'a@example.com' };
    const [number, email] = attemptSubjects('lookup', one);
    expect(number).toContain('CW-1');
    expect(email).toContain('a@example.com');
    expect(attemptSubjects('lookup', { ...one, number: 'CW-2' })[1]).toBe(email);
    expect(attemptSubjects('lookup', { ...one, email: 'b@example.com' })[0]).toBe(number);
    expect(attemptSubjects('link', one)).not.toContain(number);
  });
});

it('what no order can have stands for none', () => {
  expect(knowable({ number: 'CW-1', email: 'nobody' })).toBeNull();
});

it('addresses are compared in their one form, others as they are', () => {
  expect(comparable(' Sam@Example.com ')).toBe('sam@example.com');
  expect(comparable('nonsense')).toBe('nonsense');
});

it('a mailed link opens its order for an hour', () => {
  expect(accessMs).toBe(3_600_000);
});

it.each([
  ['sam@example.com', 's***@example.com'],
  ['s@example.com', 's***@example.com'],
  ['nonsense', '***'],
])('%s is shown as %s', (email, masked) => {
  expect(maskEmail(email)).toBe(masked);
});
