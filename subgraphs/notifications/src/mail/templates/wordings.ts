import type { Language } from '@cartwright/languages';
import { english } from './english.ts';
import { german } from './german.ts';
import type { Wording } from './wording.ts';

/** The wording in each language of the store. */
export const wordings: Readonly<Record<Language, Wording>> = { en: english, de: german };
