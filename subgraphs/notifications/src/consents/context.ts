import { bind } from '@cartwright/database';
import type { Dependencies } from './dependencies.ts';
import { readPreferences, updatePreferences } from './use-cases/preferences.ts';
import { readConsents } from './use-cases/read-consents.ts';

/** What resolvers find at `context.consents`. */
export type ConsentsContext = ReturnType<typeof consentsContext>;

/** Makes the context of one operation. */
export function consentsContext(dependencies: Dependencies) {
  return bind(dependencies, { readPreferences, updatePreferences, readConsents });
}
