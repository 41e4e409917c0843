import type { SentRequest } from '../load/jobs.ts';
import { ownDirectory } from '../own-directory.ts';
import { ms, times } from '../report/figures.ts';
import type { Bench, Finding, Row } from '../row.ts';
import { openBenchStore } from '../store/open-bench-store.ts';
import { measureReads, operation, originOf } from './read-row.ts';

const sizes = { small: 1_000, large: 100_000 } as const;

/** Milliseconds of CPU of products and PostgreSQL for one request, whatever is searched for. */
const mostForSearch = 50;

/** How many times as much something may cost in the large catalogue. */
const mostForList = 2;

interface Asked {
  readonly request: SentRequest;
  /** Lists, suggestions and rare words: what is found is no more than in a small catalogue. */
  readonly isList: boolean;
}

const list = (args: string): Asked => ({
  request: operation(`{ products(first: 20, ${args}) { nodes { id name } } }`),
  isList: true,
});
const suggest = (query: string): Asked => ({
  request: operation(`{ searchSuggest(query: "${query}") { products { text } } }`),
  isList: true,
});
const search = (input: string, selection = 'products { totalCount nodes { id name } }'): Asked => ({
  request: operation(`{ productSearch(input: { ${input} }) { ${selection} } }`),
  isList: false,
});

const facets = 'facets { code values { value count } }';

/** What is asked, by what the table calls it. */
const queries: Readonly<Record<string, Asked>> = {
  newest: list('sort: NEWEST'),
  'leaf category by price': list('category: "mugs", sort: PRICE_ASC'),
  'category by price': list('category: "clothing", sort: PRICE_ASC'),
  suggestions: suggest('black mu'),
  'rare word': { ...search('query: "xylophonist"'), isList: true },
  'price filter': search('filters: { price: { min: "20", max: "25" } }'),
  'common word': search('query: "cotton"'),
  'common word by price': search('query: "cotton", sort: PRICE_ASC'),
  'facets of all': search('first: 0', facets),
  'facets of a common word': search('query: "cotton", first: 0', facets),
};

/** The same queries on a small and on a large catalogue. To seed the large one takes minutes. */
export const growth: Row = {
  name: 'growth',
  what: '1,000 to 100,000 products: CPU of products and PostgreSQL for one query, no cache of answers',
  bar: `lists, suggestions, rare words <= ${times(mostForList)}, any search <= ${ms(mostForSearch)}`,
  goal: 'any search 2×',
  isOnlyByName: true,
  run: async (bench) => {
    const small = await costsOf(bench, sizes.small);
    const large = await costsOf(bench, sizes.large);
    return compare(small, large);
  },
};

interface Costs {
  readonly cpuMs: ReadonlyMap<string, number>;
  readonly failures: readonly string[];
}

async function costsOf(bench: Bench, products: number): Promise<Costs> {
  const dataDir = ownDirectory(`growth-${products}`);
  const opened = await openBenchStore({ dataDir, products, env: { gateway: { RESPONSE_CACHE: 'off' } } });
  const own = { ...bench, openStore: () => Promise.resolve(opened) };
  const origin = originOf(opened.store.graphqlUrl);
  const cpuMs = new Map<string, number>();
  const failures: string[] = [];
  try {
    for (const [name, { request }] of Object.entries(queries)) {
      const read = await measureReads(own, { origin, requests: [request], perAddressPerSecond: 1 });
      const { products: subgraph = 0, PostgreSQL = 0 } = read.cost.cpuMs;
      cpuMs.set(name, subgraph + PostgreSQL);
      failures.push(...read.failures);
    }
    return { cpuMs, failures };
  } finally {
    await opened.stop();
  }
}

function compare(small: Costs, large: Costs): Finding {
  const figures = Object.entries(queries).map(([name, { isList }]) => {
    const [before, after] = [small.cpuMs.get(name) ?? 0, large.cpuMs.get(name) ?? 0];
    const isWithinBar = isList ? after <= mostForList * before : after <= mostForSearch;
    return { text: `${name} ${ms(before)} to ${ms(after)} (${times(after / before)})`, isWithinBar };
  });
  return {
    measured: figures.map(({ text }) => text).join(', '),
    against: '',
    isWithinBar: figures.every(({ isWithinBar }) => isWithinBar),
    failures: [...small.failures, ...large.failures],
  };
}
