import { describe, expect, it } from 'vitest';
import {
  accessMs,
  attemptSubjects,
  type AttemptKind,
  comparable,
  knowable,
  maskEmail,
  readNumberAndEmail,
} from './rules.ts';

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

  it('is counted by number and by address, of one network and of all, each kind apart', () => {
    const one = { number: 'CW-1', email: 'a@example.com' };
    const names = (kind: AttemptKind, changes: Partial<typeof one> = {}, network = '192.0.2.1') =>
      attemptSubjects(kind, { ...one, ...changes }, network).map(({ name }) => name);
    const [ofNumber, fromNetwork, ofEmail] = names('lookup');
    expect(names('lookup', { number: 'CW-2' })[2]).toBe(ofEmail);
    expect(names('lookup', { email: 'b@example.com' }).slice(0, 2)).toEqual([ofNumber, fromNetwork]);
    expect(names('lookup', {}, '192.0.2.2')[0]).toBe(ofNumber);
    expect(names('lookup', {}, '192.0.2.2')).not.toContain(fromNetwork);
    expect(names('link').filter((name) => names('lookup').includes(name))).toEqual([]);
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
