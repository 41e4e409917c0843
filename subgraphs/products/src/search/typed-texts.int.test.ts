import { countStatements, openDatabase, type Database } from '@cartwright/database';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import type { Tables } from '../tables.ts';
import { TypedTexts } from './use-cases/typed-texts.ts';

const counter = countStatements();
let products: TestProducts;
let database: Database<Tables>;
/** One that some product has. */
let word: string;
beforeAll(async () => {
  products = await startTestProducts({ products: 20 });
  database = openDatabase<Tables>(products.databaseUrl, { onStatement: counter.onStatement });
  ({ word } = await database.statements
    .selectFrom('searchWords')
    .select('word')
    .where('products', '>', 0)
    .executeTakeFirstOrThrow());
});
afterAll(async () => {
  await database.close();
  await products[Symbol.asyncDispose]();
});

let nowMs = 1;
let texts: TypedTexts;
beforeEach(() => {
  texts = new TypedTexts(() => nowMs);
});

/** How many statements it takes to read what a text is. */
async function statementsFor(typed: string): Promise<number> {
  counter.reset();
  await texts.read(database.statements, { typed, language: 'en' });
  return counter.statements().length;
}

it('looks up a text of words that products use once a second', async () => {
  const typed = `the ${word}`;
  expect([await statementsFor(typed), await statementsFor(typed)]).toEqual([1, 0]);
  nowMs += 999;
  expect(await statementsFor(typed)).toBe(0);
  nowMs += 2;
  expect(await statementsFor(typed)).toBe(1);
});

it.each([
  ['alone', () => 'zzgrk'],
  ['beside one that products use', () => `${word} zzgrk`],
])('looks up a text each time that has a word nobody knows %s', async (_where, textOf) => {
  const typed = textOf();
  expect([await statementsFor(typed), await statementsFor(typed)]).toEqual([1, 1]);
});
