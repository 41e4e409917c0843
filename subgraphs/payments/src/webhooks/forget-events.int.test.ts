import { v7 as uuidv7 } from 'uuid';
import { expect, it } from 'vitest';
import { openTestDatabase } from '../../test/open-test-database.ts';
import { forgetEvents } from './use-cases.ts';

it('events of the provider are remembered for thirty days, and not longer', async () => {
  await using opened = await openTestDatabase();
  const { statements } = opened.database;
  const event = {
    type: 'payment.captured',
    reference: uuidv7(),
    receivedAt: new Date('2026-01-02T10:00:00.000Z'),
  };
  await statements
    .insertInto('webhookEvents')
    .values({ ...event, id: 'evt_old' })
    .execute();
  const remembered = async (at: string) => {
    await forgetEvents(statements, new Date(at));
    return (await statements.selectFrom('webhookEvents').select('id').execute()).length;
  };
  expect(await remembered('2026-02-01T10:00:00.000Z')).toBe(1);
  expect(await remembered('2026-02-01T10:00:00.001Z')).toBe(0);
});
