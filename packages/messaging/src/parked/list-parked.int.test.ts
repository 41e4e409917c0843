import { createTestDatabase, openPoolDatabase, type PoolDatabase } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listParked } from './parked-messages.ts';

const stack = new AsyncDisposableStack();
let database: PoolDatabase;

beforeAll(async () => {
  const { url } = stack.use(await createTestDatabase('messaging'));
  database = stack.use(openPoolDatabase(url));
});
afterAll(() => stack.disposeAsync());

async function park(businessId: string, minutesAgo: number, resolved = false): Promise<void> {
  await database.$executeRawUnsafe(
    `INSERT INTO messaging.parked_messages
       (id, consumer, type, business_id, envelope, reason, attempts, parked_at, resolved_at)
     VALUES ($1, 'carts', 'jobs.do-work.v1', $2, '{}', 'It broke', 1,
       now() - $3::int * interval '1 minute', CASE WHEN $4 THEN now() END)`,
    uuidv7(),
    businessId,
    minutesAgo,
    resolved,
  );
}

it('messages that wait for staff are listed oldest first, without those that are resolved', async () => {
  await park('youngest', 1);
  await park('resolved', 4, true);
  await park('older', 2);
  await park('oldest', 3);
  const listed = async (limit: number): Promise<string[]> =>
    (await listParked(database, limit)).map(({ businessId }) => businessId);
  expect(await listed(10)).toEqual(['oldest', 'older', 'youngest']);
  expect(await listed(2)).toEqual(['oldest', 'older']);
});
