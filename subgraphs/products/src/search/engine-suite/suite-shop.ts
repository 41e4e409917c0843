import type { EngineQuery, Found, SuggestionQuery } from '../ports.ts';
import type { EngineUnderTest, SoldProduct } from './engine-under-test.ts';

/** What a suite sells. */
const shop = {
  mug: { name: 'Walnut Mug', brand: 'Thistle', tags: ['oak'], priceMinor: 1_200, rating: [9, 2], size: 'S' },
  large: { name: 'Large Mug', brand: 'Harrow', priceMinor: 2_500, pieces: 0, rating: [3, 1], size: 'L' },
  pot: { name: 'Teapot', description: 'Goes with any mug.', brand: 'Thistle', priceMinor: 4_000, size: 'L' },
  shoe: { name: 'Running Shoes', brand: 'Harrow', category: 1, priceMinor: 8_000 },
  sandal: { name: 'Sandals', brand: 'Harrow', category: 1, priceMinor: 3_000 },
  cafe: { name: 'Café Crème', brand: 'Thistle', category: 1, priceMinor: 700 },
  bowl: { name: '抹茶碗', brand: 'Ōtani', category: 1, priceMinor: 5_600 },
  draft: { name: 'Secret Mug', brand: 'Harrow', status: 'DRAFT' },
} as const satisfies Record<string, SoldProduct>;

/** An engine under test, with a shop in which the suite has sold something. */
export class SuiteShop implements AsyncDisposable {
  readonly test: EngineUnderTest;
  readonly ids: Readonly<Record<keyof typeof shop, string>>;

  private constructor(test: EngineUnderTest, ids: SuiteShop['ids']) {
    this.test = test;
    this.ids = ids;
  }

  /** Sells what there is to sell. */
  static async open(test: EngineUnderTest): Promise<SuiteShop> {
    const sold: [string, string][] = [];
    for (const [name, product] of Object.entries(shop)) sold.push([name, await test.sell(product)]);
    await test.settled();
    return new SuiteShop(test, Object.fromEntries(sold) as SuiteShop['ids']);
  }

  find(text: string | null, asked: Partial<EngineQuery> = {}): Found {
    const given = {
      text,
      language: 'en',
      spelling: 'CORRECTED',
      synonyms: [],
      pinned: [],
      boosts: [],
    } as const;
    const order = text === null ? 'NEWEST' : 'RELEVANCE';
    return this.test.engine.find({ ...given, filter: euros, order, ...asked });
  }

  /** What is offered for a text that somebody is typing. */
  async suggested(text: string, asked: Partial<SuggestionQuery> = {}) {
    const given = { text, language: 'en', limit: 5, synonyms: [], ending: null } as const;
    const { found, searchedFor } = await this.test.engine.suggest({ ...given, ...asked });
    return { names: found.map(({ id }) => this.nameOf(id)), searchedFor };
  }

  async namesOf(found: Found): Promise<(string | undefined)[]> {
    const { products } = await found.page({ after: null, direction: 'forward', limit: 20 });
    return products.map(({ id }) => this.nameOf(id));
  }

  /** Under which name the suite knows a product. */
  nameOf(id: string): string | undefined {
    return Object.entries(this.ids).find(([, own]) => own === id)?.[0];
  }

  [Symbol.asyncDispose](): PromiseLike<void> {
    return this.test[Symbol.asyncDispose]();
  }
}

/** The currency that a suite sells in. */
export const euros = { offer: { currency: 'EUR' } } as const;
