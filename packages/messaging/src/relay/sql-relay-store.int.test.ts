import { createTestDatabase } from '@cartwright/testing';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { relayStoreSuite } from '../../test/relay-store.suite.ts';
import { createSqlRelayStore } from './sql-relay-store.ts';

/** Opens a database of its own with the connection that holds the relay's lock. */
async function open() {
  const resources = new AsyncDisposableStack();
  const { url } = resources.use(await createTestDatabase('messaging'));
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  resources.defer(() => client.end());
  return {
    client,
    relay: createSqlRelayStore(client),
    send: (ids: readonly string[]) => insertOutbox(client, ids),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

async function insertOutbox(client: pg.Client, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await client.query(
      `INSERT INTO messaging.outbox (id, type, subject, key, business_id, envelope)
       VALUES ($1, 'jobs.do-work.v1', 'jobs', 'one', 'one', '{}')`,
      [id],
    );
  }
}

describe('the relay store in PostgreSQL', () => {
  relayStoreSuite(open);

  it('gives messages in the order in which they were written, wherever their rows lie', async () => {
    await using test = await open();
    const ids = [uuidv7(), uuidv7(), uuidv7()];
    await test.send(ids);
    // An update puts the first row behind the others.
    await test.client.query('UPDATE messaging.outbox SET drive = 1 WHERE id = $1', [ids[0]]);
    await test.client.query('SET enable_indexscan = off');
    expect(await test.relay.unpublished(100)).toMatchObject(ids.map((id) => ({ id })));
    expect(await test.relay.unpublished(1)).toMatchObject([{ id: ids[0] }]);
  });
});
