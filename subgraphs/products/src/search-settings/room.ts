import type { Room } from '@cartwright/subgraph';
import { readRecently } from '../catalogue/door.ts';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { searchSettingsContext } from './context.ts';
import { publishes } from './events.ts';
import { resolvers } from './resolvers.ts';
import { readIndexedSettings } from './use-cases/read-settings.ts';

/** How staff want searches to be read: synonyms, stop words, boosts, and what comes first for a query. */
export function searchSettingsRoom(parts: Parts): Room<Tables> {
  const settings = readRecently(() => readIndexedSettings(parts));
  return {
    resolvers,
    publishes,
    context: () => ({ searchSettings: searchSettingsContext(parts, settings) }),
  };
}
