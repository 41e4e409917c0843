import { badUserInput } from '@cartwright/errors';
import { isId } from '@cartwright/graph';
import type { Parts } from '../../parts.ts';
import { readTexts } from '../repository/texts.ts';
import { readLanguage } from '../rules/read-language.ts';
import { inLanguage, type TranslatedThing, type TranslatedType } from '../rules/texts.ts';

/** Which texts somebody wants to see in which language. */
export interface ReadTranslations {
  readonly ownerType: TranslatedType;
  readonly ownerId: string;
  readonly language: string;
}

/** All texts of something with what they are in a language; null where there is no such thing. @throws BAD_USER_INPUT for no language to translate into */
export async function readTranslations(
  { database: { statements } }: Pick<Parts, 'database'>,
  { ownerType, ownerId, language: asked }: ReadTranslations,
): Promise<TranslatedThing | null> {
  const language = readLanguage(asked);
  if (language === undefined)
    throw badUserInput('Please give one of `shop { languages }` but the first.', 'language');
  if (!isId(ownerId)) return null;
  const found = await readTexts(statements, ownerType, ownerId);
  if (found === undefined) return null;
  const texts = inLanguage(found, language);
  return { ownerType, ownerId, language, version: found.version, texts };
}
