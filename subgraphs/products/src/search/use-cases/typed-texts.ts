import type { Statements } from '@cartwright/database';
import { LRUCache } from 'lru-cache';
import type { Tables } from '../../tables.ts';
import { readTypedText, type TextInLanguage } from '../repository/search-words.ts';
import { isSearchable, type TypedText } from '../rules/typed-text.ts';

const mostKept = 2_000;
const keptMs = 1_000;

/**
 * What texts are that have been typed of late, where products use all of their words. Such a text is looked up once a second: nothing
 * is missed when there is more of a word meanwhile, and when the last product with it has gone, it is corrected a second later.
 */
export class TypedTexts {
  readonly #known: LRUCache<string, TypedText>;

  /** @param now in milliseconds, by a clock that only goes forward */
  constructor(now = () => performance.now()) {
    this.#known = new LRUCache({ max: mostKept, ttl: keptMs, ttlResolution: 0, perf: { now } });
  }

  /** Takes a text apart, and looks up which of its words products use. */
  async read(db: Statements<Tables>, text: TextInLanguage): Promise<TypedText> {
    const key = `${text.language} ${text.typed}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const read = await readTypedText(db, text);
    if (isKnown(read)) this.#known.set(key, read);
    return read;
  }
}

/** Words that are too common to be searched for need not be known. */
function isKnown({ runs }: TypedText): boolean {
  return runs.every(({ parts }) =>
    parts.every((part) => part.isKnown || part.isTranslated === true || !isSearchable(part)),
  );
}
