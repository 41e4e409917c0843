import { describe, expect, it } from 'vitest';
import { attemptSubjects, knowable, maskEmail, readNumberAndEmail } from './rules.ts';

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
    expect(attemptSubjects('lookup', { ...one, number: 'CW-2' })[1]).toBe(email);
    expect(attemptSubjects('lookup', { ...one, email: 'b@example.com' })[0]).toBe(number);
    expect(attemptSubjects('link', one)).not.toContain(number);
  });
});

it.each([
  ['sam@example.com', 's***@example.com'],
  ['s@example.com', 's***@example.com'],
  ['nonsense', '***'],
])('%s is shown as %s', (email, masked) => {
  expect(maskEmail(email)).toBe(masked);
});
