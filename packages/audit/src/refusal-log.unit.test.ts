import { beforeEach, expect, it } from 'vitest';
import { RefusalLog } from './refusal-log.ts';
import type { StaffRefusal } from './staff-action.ts';

const start = Date.parse('2026-11-26T09:00:00Z');
const staff = { id: 'one of the staff', role: 'STAFF' } as const;
const refused = { operation: 'variantPriceUpdate', target: 'v1', permission: 'PRICES_MANAGE' };
let seconds: number;
let written: StaffRefusal[];
let log: RefusalLog;

beforeEach(() => {
  seconds = 0;
  written = [];
  log = new RefusalLog({
    now: () => new Date(start + seconds * 1000),
    write: (refusal) => Promise.resolve(void written.push(refusal)),
  });
});

it('writes the first refusal at once, and the number of the others when the minute is over', async () => {
  for (let times = 0; times < 1000; times += 1) await log.note(staff, refused);
  expect(written).toEqual([{ staffId: staff.id, ...refused, times: 1, at: new Date(start) }]);
  await log.settle();
  expect(written).toHaveLength(1);
  seconds = 60;
  await log.settle();
  expect(written[1]).toMatchObject({ times: 999, at: new Date(start + 60_000) });
  await log.note(staff, refused);
  expect(written).toHaveLength(3);
});

it('tells apart who was refused and what', async () => {
  await log.note(staff, refused);
  await log.note({ ...staff, id: 'another' }, refused);
  await log.note(staff, { ...refused, operation: 'reviewHide' });
  expect(written).toHaveLength(3);
});

it('writes what it counted when the process ends', async () => {
  await log.note(staff, refused);
  await log.note(staff, refused);
  await log.settle({ all: true });
  expect(written.map(({ times }) => times)).toEqual([1, 1]);
});

it.each(['GUEST', 'CUSTOMER'] as const)('does not write what a %s is refused', async (role) => {
  await log.note({ id: 'somebody', role }, refused);
  expect(written).toEqual([]);
});
