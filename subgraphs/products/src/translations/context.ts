import { bind } from '@cartwright/database';
import type { Parts } from '../parts.ts';
import { readTasks } from './use-cases/read-tasks.ts';
import { readTranslations } from './use-cases/read-translations.ts';
import { updateTranslations } from './use-cases/update-translations.ts';

/** What resolvers find at `context.translations`. */
export type TranslationsContext = ReturnType<typeof translationsContext>;

/** Makes the context of one operation. */
export function translationsContext(parts: Parts) {
  return bind(parts, { readTranslations, readTasks, updateTranslations });
}
