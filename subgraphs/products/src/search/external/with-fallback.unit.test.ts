import { expect, it } from 'vitest';
import { z } from 'zod';
import type { EngineQuery, Found, SearchEngine } from '../ports.ts';
import { guardEngine } from './guard-engine.ts';
import { withFallback } from './with-fallback.ts';

const query: EngineQuery = {
  text: 'mug',
  language: 'en',
  spelling: 'CORRECTED',
  synonyms: [],
  filter: { offer: { currency: 'EUR' } },
  order: 'RELEVANCE',
  pinned: [],
  boosts: [],
};

/** An engine that finds as many as it is told, and counts what it is asked. */
class CountingEngine implements SearchEngine {
  asked = 0;
  isAway = false;
  readonly total: number;

  constructor(total: number) {
    this.total = total;
  }

  find = (): Found => ({
    interpretation: () => Promise.resolve(null),
    keySchema: () => z.tuple([z.number()]),
    page: async () => ({ products: [], counted: await this.answer() }),
    count: () => this.answer(),
    facetCounts: async () => [{ facet: 'size', value: '', count: await this.answer() }],
    countWithin: async () => [await this.answer()],
    priceRange: async () => ({ minMinor: 0, maxMinor: await this.answer() }),
  });
  suggest = async () => ({ found: [], searchedFor: String(await this.answer()) });

  private answer(): Promise<number> {
    this.asked += 1;
    return this.isAway ? Promise.reject(new Error('away')) : Promise.resolve(this.total);
  }
}

function open() {
  const [external, postgres, warnings] = [new CountingEngine(1), new CountingEngine(2), [] as string[]];
  const logger = {
    warn: (_fields: unknown, message: string) => void warnings.push(message),
    info: () => undefined,
  };
  const isExternalKey = ([first]: readonly unknown[]) => first === 'external';
  const engine = withFallback({ external, postgres, guard: guardEngine(logger as never), isExternalKey });
  return { engine, external, postgres, warnings };
}

const place = { direction: 'forward', limit: 1 } as const;

it('asks the engine, and PostgreSQL not at all', async () => {
  const { engine, postgres } = open();
  expect(await engine.find(query).count()).toBe(1);
  expect(postgres.asked).toBe(0);
});

it('answers from PostgreSQL while the engine is away, all of an answer, and says so', async () => {
  const { engine, external, warnings } = open();
  external.isAway = true;
  const found = engine.find(query);
  expect(await found.count()).toBe(2);
  external.isAway = false;
  expect(await found.priceRange()).toEqual({ minMinor: 0, maxMinor: 2 });
  expect((await found.page({ ...place, after: null })).counted).toBe(2);
  expect(warnings).toEqual(['the search engine is away: PostgreSQL answers']);
  expect(await engine.find(query).count()).toBe(1);
});

it('lets no search wait for an engine that has failed often', async () => {
  const { engine, external } = open();
  external.isAway = true;
  for (let search = 0; search < 10; search += 1) await engine.find(query).count();
  expect(external.asked).toBe(3);
});

it('goes on where the page before came from, or says that it cannot', async () => {
  const { engine, external } = open();
  const page = (after: (string | number)[]) => engine.find(query).page({ ...place, after });
  expect((await page(['external', 1])).counted).toBe(1);
  expect((await page([1])).counted).toBe(2);
  external.isAway = true;
  await expect(page(['external', 1])).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
});
