import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../tables.ts';
import { languagesContext, type LanguagesContext } from './context.ts';

/** The language in which whoever asks reads texts. */
export const languagesRoom: Room<Tables> = {
  keeping: { variesBy: { languages: ({ language }: LanguagesContext) => language } },
  context: (input) => ({ languages: languagesContext(input) }),
};
