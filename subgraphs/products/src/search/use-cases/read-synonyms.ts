import type { Parts } from '../../parts.ts';
import type { EngineQuery } from '../ports.ts';
import type { SynonymTerms } from '../rules/synonyms.ts';
import { termsOf } from '../rules/typed-text.ts';
import type { TypedTexts } from './typed-texts.ts';

/** What finding out what is meant needs. */
export interface InterpretDependencies extends Pick<Parts, 'database'> {
  readonly typedTexts: TypedTexts;
}

/** Takes phrases of a text and what they stand for apart, in the way that the text is. */
export function readSynonyms(
  { database: { statements }, typedTexts }: InterpretDependencies,
  { language, synonyms }: Pick<EngineQuery, 'language' | 'synonyms'>,
): Promise<SynonymTerms[]> {
  const termsIn = async (text: string) => ({
    text,
    terms: termsOf(await typedTexts.read(statements, { typed: text, language })),
  });
  return Promise.all(
    synonyms.map(async ({ phrase, others }) => ({
      phrase: (await termsIn(phrase)).terms,
      others: await Promise.all(others.map(termsIn)),
    })),
  );
}
