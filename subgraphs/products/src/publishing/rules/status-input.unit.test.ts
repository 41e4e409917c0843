import { expect, it } from 'vitest';
import { readStatus, type StatusInput } from './status-input.ts';

const now = new Date('2026-03-01T00:00:00Z');
const later = new Date(now.getTime() + 1);

it('takes a time to come with what is scheduled, and none with anything else', () => {
  expect(readStatus({ status: 'SCHEDULED', publishAt: later }, now)).toEqual({
    kind: 'valid',
    value: { status: 'SCHEDULED', publishAt: later },
  });
  expect(readStatus({ status: 'DRAFT' }, now)).toEqual({
    kind: 'valid',
    value: { status: 'DRAFT', publishAt: null },
  });
});

it.each<[string, StatusInput]>([
  ['REQUIRED', { status: 'SCHEDULED' }],
  ['OUT_OF_RANGE', { status: 'SCHEDULED', publishAt: now }],
  ['INVALID_VALUE', { status: 'PUBLISHED', publishAt: later }],
])('refuses as %s: %j', (code, input) => {
  expect(readStatus(input, now)).toMatchObject({
    kind: 'invalid-input',
    fields: [{ path: ['publishAt'], code }],
  });
});
