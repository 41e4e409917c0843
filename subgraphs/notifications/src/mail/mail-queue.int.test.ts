import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { insertNotifications } from '../../test/insert-notifications.ts';
import { openTestDatabase } from '../../test/open-test-database.ts';
import { storedNotifications } from '../../test/stored-notifications.ts';
import { leaseDue } from '../announcing/door.ts';
import { createMailQueue } from './create-mail-queue.ts';
import { mailQueueSuite } from './mail-queue.suite.ts';

describe('the mail queue in PostgreSQL', () => {
  mailQueueSuite(async () => {
    const { database, [Symbol.asyncDispose]: dispose } = await openTestDatabase();
    const { statements: db } = database;
    return {
      queue: createMailQueue(db),
      addDue: (count) => insertNotifications(db, { userIds: [uuidv7()], count, state: 'PENDING' }),
      stored: () => storedNotifications(db),
      passSeconds: async (seconds) => {
        await sql`UPDATE notifications SET next_attempt_at = next_attempt_at - make_interval(secs => ${seconds})`.execute(
          db,
        );
      },
      whileOneIsLocked: (work) =>
        database.transaction(async (tx) => {
          const { id } = await tx
            .selectFrom('notifications')
            .select('id')
            .limit(1)
            .forUpdate()
            .executeTakeFirstOrThrow();
          await work(id);
        }),
      [Symbol.asyncDispose]: dispose,
    };
  });

  it('leases the mail first that has waited longest, wherever its row lies', async () => {
    await using open = await openTestDatabase();
    const { database } = open;
    await insertNotifications(database.statements, { userIds: [uuidv7()], count: 3, state: 'PENDING' });
    // An update puts a row behind the others: they lie in the opposite order.
    for (const [index, title] of ['No. 3', 'No. 2', 'No. 1'].entries())
      await database.statements
        .updateTable('notifications')
        .set({ nextAttemptAt: new Date(Date.UTC(2026, 0, 1, 0, 0, 3 - index)) })
        .where('title', '=', title)
        .execute();
    const leased = await database.transaction(async (tx) => {
      await sql`SET LOCAL enable_indexscan = off`.execute(tx);
      await sql`SET LOCAL enable_bitmapscan = off`.execute(tx);
      const leaseOne = () => leaseDue(tx, { limit: 1, leaseSeconds: 60 });
      return [await leaseOne(), await leaseOne(), await leaseOne()].flat();
    });
    expect(leased.map(({ title }) => title)).toEqual(['No. 1', 'No. 2', 'No. 3']);
  });
});
