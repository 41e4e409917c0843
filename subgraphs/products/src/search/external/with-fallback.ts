import { graphqlError } from '@cartwright/errors';
import { z } from 'zod';
import type { ProductKey } from '../../listing/door.ts';
import type { EngineQuery, Found, SearchEngine } from '../ports.ts';
import type { Guard } from './guard-engine.ts';

/** An engine of its own, and the one that the database is. */
export interface Engines {
  readonly external: SearchEngine;
  readonly postgres: SearchEngine;
  readonly guard: Guard;
  /** Whether a key was made by the engine of its own. */
  readonly isExternalKey: (key: ProductKey) => boolean;
}

/** Searches in an engine of its own, and in PostgreSQL while that is away. */
export function withFallback(engines: Engines): SearchEngine {
  return {
    find: (query) => findInEither(engines, query),
    suggest: async (query) =>
      (await engines.guard(() => engines.external.suggest(query))) ?? engines.postgres.suggest(query),
  };
}

/**
 * All parts of an answer are of one engine, as far as it goes: after the first failure PostgreSQL gives the rest. A page goes on in the engine
 * that gave the one before, for each has its own order.
 */
function findInEither({ external, postgres, guard, isExternalKey }: Engines, query: EngineQuery): Found {
  const [better, surer] = [external.find(query), postgres.find(query)];
  let isAway = false;
  const ask = async <Answer>(read: (found: Found) => Promise<Answer>): Promise<Answer> => {
    const answer = isAway ? undefined : await guard(async () => ({ value: await read(better) }));
    if (answer !== undefined) return answer.value;
    isAway = true;
    return read(surer);
  };
  return {
    interpretation: surer.interpretation,
    keySchema: () => z.union([better.keySchema(), surer.keySchema()]),
    page: async (place) => {
      if (place.after === null) return ask((found) => found.page(place));
      if (!isExternalKey(place.after)) return surer.page(place);
      const page = await guard(() => better.page(place));
      if (page === undefined)
        throw graphqlError('UNAVAILABLE', 'The search cannot go on from there now: search again.');
      return page;
    },
    count: () => ask((found) => found.count()),
    facetCounts: (attributes) => ask((found) => found.facetCounts(attributes)),
    countWithin: (filters) => ask((found) => found.countWithin(filters)),
    priceRange: () => ask((found) => found.priceRange()),
  };
}
