import type { CacheExchangeOpts } from '@urql/exchange-graphcache';

/** A schema in the form that graphcache reads. */
export type StoreSchema = NonNullable<CacheExchangeOpts['schema']>;
