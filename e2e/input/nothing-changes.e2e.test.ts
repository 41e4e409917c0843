import { domains } from '@cartwright/events';
import { startTestStore, type TestStore } from '@cartwright/stack/test-store';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { attemptsOn, sampleOf } from './campaign.ts';
import { changedTables, fingerprintsOf } from './database-text.ts';
import { openStore } from './open-store.ts';
import { runAttempts } from './run-attempts.ts';
import { transports } from './transports.ts';

/** What a store does by itself now and then is done when it starts, and not again while the test looks. */
const rarely = {
  SALES_SWEEP_SECONDS: '3600',
  RESERVATION_SWEEP_SECONDS: '3600',
  MEDIA_SWEEP_SECONDS: '3600',
};

// A store of its own: what other tests have left under way, in that of the run, changes tables meanwhile.
let running: TestStore;
beforeAll(async () => {
  running = await startTestStore({ env: { products: rarely } });
});
afterAll(() => running.stop());

it('text that cannot be kept is refused everywhere, and changes nothing anywhere', async () => {
  const databases = domains.map((domain) => running.databaseUrl(domain));
  const store = await openStore(running.graphqlUrl, running.databaseUrl('notifications'));
  const refused = sampleOf((await attemptsOn(store)).filter(({ nature }) => nature === 'unstorable'));
  const before = await fingerprintsOf(databases);
  expect(await runAttempts(store, transports.json, refused)).toEqual([]);
  expect(changedTables(before, await fingerprintsOf(databases))).toEqual([]);
});
