import type { Language } from '@cartwright/languages';
import { inLanguage, type TextsInLanguages } from './texts.ts';

/** What is to be done about the texts of something. */
export type TranslationState = 'MISSING' | 'OUTDATED';

/** Into which language, and which states are looked for: either, or both. */
export interface TaskFilter {
  readonly language: Language;
  readonly states: readonly TranslationState[];
}

/** Something with texts that are to be translated. */
export interface TranslationTask {
  readonly id: string;
  readonly name: string;
  readonly missingCount: number;
  readonly outdatedCount: number;
}

/** What is to be translated of something, whether or not it is anything. */
export function taskOf(
  { id, name }: Pick<TranslationTask, 'id' | 'name'>,
  texts: TextsInLanguages,
  language: Language,
): TranslationTask {
  const all = inLanguage(texts, language);
  return {
    id,
    name,
    missingCount: all.filter(({ text }) => text === null).length,
    outdatedCount: all.filter(({ translatedFrom }) => translatedFrom !== null).length,
  };
}

/** Whether something is to be done that is looked for. */
export function isTask({ missingCount, outdatedCount }: TranslationTask, { states }: TaskFilter): boolean {
  return (
    (states.includes('MISSING') && missingCount > 0) || (states.includes('OUTDATED') && outdatedCount > 0)
  );
}
