import { v7 as newId } from 'uuid';
import { describe, it } from 'vitest';
import { openEngineShop, type ShopDatabase } from '../../test/engine-shop.ts';
import { followChanges } from './external/follow-changes.ts';
import { openSearchClient } from './external/opensearch/client.ts';
import { openSearchIndex, openSearchMark } from './external/opensearch/opensearch-index.ts';
import { openSearchIndexes } from './external/opensearch/opensearch-indexes.ts';
import { rebuildIndex } from './external/rebuild-index.ts';
import { searchIndex } from './external/search-index.ts';
import { searchEngineSuite } from './engine-suite/search-engine.suite.ts';

const url = process.env['OPENSEARCH_URL'] ?? '';

describe('searching in OpenSearch', () => {
  if (url === '') it.skip('is tested where OPENSEARCH_URL names a server', () => undefined);
  else searchEngineSuite(() => openEngineShop((shop) => openEngine(shop)));
});

async function openEngine(shop: ShopDatabase) {
  const client = openSearchClient({ url, timeoutMs: 10_000 });
  const alias = `test-${newId()}`;
  const indexes = openSearchIndexes(client, alias);
  const feed = { ...shop, indexes, newId, now: () => new Date() };
  await rebuildIndex(feed);
  return {
    engine: searchIndex({ ...shop, index: openSearchIndex(client, alias), keyMark: openSearchMark }),
    settled: async () => {
      while (await followChanges(feed));
      await (await client()).indices.refresh({ index: alias });
    },
    rebuild: () => rebuildIndex(feed),
    close: async () => {
      await indexes.keepOnly([]);
      await (await client()).close();
    },
  };
}
