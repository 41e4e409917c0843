import { beforeAll, describe, expect, inject, it } from 'vitest';
import { keepPromotions } from '../support/keep-promotions.ts';
import { attemptsOn, cardNumbers, isGuess, sampleOf, type Attempt, type Store } from './campaign.ts';
import { holdersIn, replacedIn } from './database-text.ts';
import { openStore } from './open-store.ts';
import { runAttempts } from './run-attempts.ts';
import { transports } from './transports.ts';

const url = inject('graphqlUrl');
keepPromotions(url);
const databases = Object.values(inject('databaseUrls'));
const { json, ...otherTransports } = transports;

let store: Store;
let attempts: Attempt[];
beforeAll(async () => {
  store = await openStore(url, inject('databaseUrls').notifications);
  attempts = await attemptsOn(store);
});

it('finds the positions of the schema', () => {
  const names = new Set(attempts.map(({ asked, position }) => `${asked.name} ${position.name}`));
  for (const name of [
    'Mutation.customerRegister input.email',
    'Query.productSearch input.filters.brands.0',
  ]) {
    expect(names).toContain(name);
  }
});

it('no mutation takes a card number in any of its texts, and none is stored', async () => {
  const cards = sampleOf(attempts.filter(({ nature }) => nature === 'card'));
  expect(cards.length).toBeGreaterThan(60);
  expect(await runAttempts(store, json, cards)).toEqual([]);
  for (const tables of await Promise.all(databases.map((database) => holdersIn(database, cardNumbers)))) {
    expect(Object.entries(tables).filter(([, count]) => count !== '0')).toEqual([]);
  }
});

it('nothing that is typed breaks anything, finds more than it should, or is stored as something else', async () => {
  const before = await Promise.all(databases.map(replacedIn));
  const others = attempts.filter(({ nature }) => nature !== 'unstorable' && nature !== 'card');
  expect(await runAttempts(store, json, sampleOf(others))).toEqual([]);
  expect(await Promise.all(databases.map(replacedIn))).toEqual(before);
});

describe.each(Object.entries(otherTransports))('over %s', (_name, transport) => {
  it('the same holds', async () => {
    const others = attempts.filter((attempt) => !isGuess(attempt));
    const some = sampleOf(others, 3).filter((_attempt, index) => index % 5 === 0);
    expect(await runAttempts(store, transport, some)).toEqual([]);
  });
});
