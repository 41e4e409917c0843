import { v7 as uuidv7 } from 'uuid';
import { expect, it } from 'vitest';
import { openTestDatabase } from '../../../test/open-test-database.ts';
import { beforeFreeze, storesWithin } from '../repository.ts';
import { purgeOutcomes } from './purge-outcomes.ts';

it('outcomes of orders are kept for seven days, and not longer', async () => {
  await using opened = await openTestDatabase();
  const { database } = opened;
  const [older, kept] = [uuidv7(), uuidv7()];
  const ends = [
    { orderId: older, now: new Date('2026-01-02T09:59:59.999Z') },
    { orderId: kept, now: new Date('2026-01-02T10:00:00.000Z') },
  ];
  await database.transaction((tx) =>
    storesWithin(tx).outcomes.recordOutcomes(ends.map((end) => ({ ...end, outcome: 'CANCELLED' }))),
  );
  await purgeOutcomes(database.statements, new Date('2026-01-09T10:00:00.000Z'));
  const { outcomes } = await beforeFreeze(database.statements, [older, kept]);
  expect(outcomes).toEqual(new Map([[kept, 'CANCELLED']]));
});
