import { expect, inject, it } from 'vitest';
import { keepPromotions } from '../support/keep-promotions.ts';
import { attemptsOn } from './campaign.ts';
import { changedTables, fingerprintsOf, replacedIn } from './database-text.ts';
import { openStore } from './open-store.ts';
import { runAttempts } from './run-attempts.ts';
import { transports } from './transports.ts';

const url = inject('graphqlUrl');
keepPromotions(url);
const databases = Object.values(inject('databaseUrls'));
const store = await openStore(url, inject('databaseUrls').notifications);
const attempts = await attemptsOn(store);
const [unstorable, others] = [true, false].map((isUnstorable) =>
  attempts.filter(({ nature }) => (nature === 'unstorable') === isUnstorable),
);

it.each(Object.entries(transports))('every value at every position over %s', async (_name, transport) => {
  const before = await fingerprintsOf(databases);
  expect(await runAttempts(store, transport, unstorable ?? [])).toEqual([]);
  expect(changedTables(before, await fingerprintsOf(databases))).toEqual([]);
  expect(await runAttempts(store, transport, others ?? [])).toEqual([]);
  for (const tables of await Promise.all(databases.map(replacedIn))) {
    expect(Object.values(tables).filter((count) => count !== '0')).toEqual([]);
  }
});
