import { hasGroonga, startTestGroonga } from '@cartwright/testing';
import { v7 as newId } from 'uuid';
import { describe, it } from 'vitest';
import { openEngineShop, type ShopDatabase } from '../../test/engine-shop.ts';
import { followChanges } from './external/follow-changes.ts';
import { groongaClient } from './external/groonga/client.ts';
import { groongaIndex, groongaMark } from './external/groonga/groonga-index.ts';
import { groongaIndexes } from './external/groonga/groonga-indexes.ts';
import { rebuildIndex } from './external/rebuild-index.ts';
import { searchIndex } from './external/search-index.ts';
import { searchEngineSuite } from './engine-suite/search-engine.suite.ts';

describe('searching in Groonga', () => {
  if (hasGroonga()) searchEngineSuite(() => openEngineShop((shop) => openEngine(shop)));
  else it.skip('is tested where Groonga is installed (groonga-bin)', () => undefined);
});

async function openEngine(shop: ShopDatabase) {
  const groonga = await startTestGroonga();
  const send = groongaClient({ url: groonga.url, timeoutMs: 10_000 });
  const alias = `test-${newId()}`;
  const indexes = groongaIndexes(send, alias, newId);
  const feed = { ...shop, indexes, newId, now: () => new Date() };
  await rebuildIndex(feed);
  return {
    engine: searchIndex({ ...shop, index: groongaIndex(send, alias), keyMark: groongaMark }),
    settled: async () => {
      while (await followChanges(feed));
    },
    rebuild: () => rebuildIndex(feed),
    close: () => groonga.stop(),
  };
}
