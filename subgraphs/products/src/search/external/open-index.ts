import type { Config } from '../../config.ts';
import { groongaClient } from './groonga/client.ts';
import { groongaIndex, groongaMark } from './groonga/groonga-index.ts';
import { groongaIndexes } from './groonga/groonga-indexes.ts';
import type { ProductIndexes } from './indexed-product.ts';
import { openSearchClient } from './opensearch/client.ts';
import { openSearchIndex, openSearchMark } from './opensearch/opensearch-index.ts';
import { openSearchIndexes } from './opensearch/opensearch-indexes.ts';
import type { ProductIndex } from './product-index.ts';

/** An engine beside the database: what is searched in, and what is written to. */
export interface OpenedIndex {
  readonly index: ProductIndex;
  readonly indexes: ProductIndexes;
  /** What marks the keys of its pages. */
  readonly keyMark: string;
}

/** Which engine is used, and how it is reached. */
export type IndexConfig = Pick<
  Config,
  'SEARCH_ENGINE' | 'SEARCH_ALIAS' | 'SEARCH_TIMEOUT_MS' | 'OPENSEARCH_URL' | 'GROONGA_URL'
>;

/** Opens the engine that the shop has chosen beside the database; null where it has chosen none. */
export function openIndex(config: IndexConfig, newId: () => string): OpenedIndex | null {
  const { SEARCH_ENGINE: engine, SEARCH_ALIAS: alias, SEARCH_TIMEOUT_MS: timeoutMs } = config;
  switch (engine) {
    case 'postgres':
      return null;
    case 'opensearch':
      return openOpenSearch({ url: config.OPENSEARCH_URL ?? '', timeoutMs }, alias);
    case 'groonga':
      return openGroonga({ url: config.GROONGA_URL ?? '', timeoutMs }, alias, newId);
  }
}

function openOpenSearch(options: Parameters<typeof openSearchClient>[0], alias: string): OpenedIndex {
  const client = openSearchClient(options);
  return {
    index: openSearchIndex(client, alias),
    indexes: openSearchIndexes(client, alias),
    keyMark: openSearchMark,
  };
}

function openGroonga(
  options: Parameters<typeof groongaClient>[0],
  alias: string,
  newId: () => string,
): OpenedIndex {
  const send = groongaClient(options);
  return {
    index: groongaIndex(send, alias),
    indexes: groongaIndexes(send, alias, newId),
    keyMark: groongaMark,
  };
}
