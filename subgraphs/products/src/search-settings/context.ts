import { bind } from '@cartwright/database';
import type { RecentlyRead } from '../catalogue/door.ts';
import type { Parts } from '../parts.ts';
import type { IndexedSettings } from './rules/indexed-settings.ts';
import { readPinsPage, readStoredSettings } from './use-cases/read-settings.ts';
import { deletePins, setPins } from './use-cases/set-pins.ts';
import {
  updateBoosts,
  updateFacetRanges,
  updateStopWords,
  updateSynonyms,
} from './use-cases/update-parts.ts';

/** What resolvers find at `context.searchSettings`. */
export type SearchSettingsContext = ReturnType<typeof searchSettingsContext>;

/** Makes the context of one operation. */
export function searchSettingsContext(parts: Parts, settings: RecentlyRead<IndexedSettings>) {
  return {
    ...bind(parts, {
      readPinsPage,
      readStoredSettings,
      updateSynonyms,
      updateStopWords,
      updateBoosts,
      updateFacetRanges,
      setPins,
      deletePins,
    }),
    /** As searches read them: as they were at most a second ago. */
    recent: settings.recent,
  };
}
