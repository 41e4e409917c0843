import { invalidField, type InvalidField } from '@cartwright/input';
import type { Language } from '@cartwright/languages';
import { markedDescription, textKey, type TranslatedField, type Translations } from '../../languages/door.ts';
import type { SourceText } from './texts.ts';

/** What a text is to be in another language; null takes its translation away. */
export interface TextChange {
  readonly field: TranslatedField;
  readonly of: readonly string[];
  readonly text: string | null;
  /** The same with its marks, null for none; undefined where nothing is said of them. */
  readonly html?: string | null | undefined;
}

/** How long texts may be, by their field; a description as what it is of may have it. */
const maxLengths: Readonly<Record<Exclude<TranslatedField, 'DESCRIPTION'>, number>> = {
  NAME: 200,
  SEO_TITLE: 200,
  SEO_DESCRIPTION: 500,
  OPTION: 50,
  OPTION_VALUE: 50,
  ATTRIBUTE_NAME: 100,
  ATTRIBUTE_DESCRIPTION: 500,
  ATTRIBUTE_CHOICE: 100,
};

/** Which of some changes cannot be made: of texts that are not there, and with texts that are too long. */
export function faultsOf(
  { sources, maxDescription }: { readonly sources: readonly SourceText[]; readonly maxDescription: number },
  changes: readonly TextChange[],
): InvalidField[] {
  const known = new Map(sources.map((source) => [textKey(source.field, source.of), source]));
  const seen = new Set<string>();
  return changes.flatMap(({ field, of, text, html }, at) => {
    const key = textKey(field, of);
    const isTwice = seen.has(key);
    seen.add(key);
    const place = ['texts', String(at)];
    if (!known.has(key))
      return [invalidField([...place, 'field'], 'INVALID_VALUE', 'There is no such text.')];
    if (isTwice) return [invalidField([...place, 'field'], 'INVALID_VALUE', 'This text is there twice.')];
    if (html !== undefined && known.get(key)?.sourceHtml === undefined)
      return [
        invalidField([...place, 'html'], 'INVALID_VALUE', 'Only the description of a page takes HTML.'),
      ];
    const most = field === 'DESCRIPTION' ? maxDescription : maxLengths[field];
    return text !== null && text.length > most
      ? [invalidField([...place, 'text'], 'TOO_LONG', `Please use at most ${most} characters.`)]
      : [];
  });
}

/** Translations after some changes in one language; what is a translation of nothing any more goes. */
export function changeTranslations(
  before: Translations,
  language: Language,
  { sources, changes }: { readonly sources: readonly SourceText[]; readonly changes: readonly TextChange[] },
): Translations {
  const changed = new Map(changes.map((change) => [textKey(change.field, change.of), change]));
  const said = before[language] ?? {};
  const texts = sources.flatMap(({ field, of, sourceHtml }) => {
    const key = textKey(field, of);
    const change = changed.get(key);
    const text = change === undefined ? said[key] : change.text;
    if (text == null) return [];
    const html = sourceHtml === undefined ? undefined : markedAfter(said, key, change);
    return [[key, text] as const, ...(html == null ? [] : [[markedDescription, html] as const])];
  });
  const others = Object.entries(before).filter(([one]) => one !== language);
  const own = texts.length === 0 ? [] : [[language, Object.fromEntries(texts)] as const];
  return Object.fromEntries([...others, ...own]);
}

/** The marks of a text after a change, which keep to a text that is as it was. */
function markedAfter(said: Translations[string], key: string, change: TextChange | undefined) {
  const keeps = change === undefined || (change.html === undefined && change.text === said[key]);
  return keeps ? said[markedDescription] : change.html;
}

/** What is outdated once some texts are translated in a language: what is said again fits again. */
export function withoutChanged(
  outdated: Translations,
  language: Language,
  changes: readonly Pick<TextChange, 'field' | 'of'>[],
): Translations {
  const changed = new Set(changes.map(({ field, of }) => textKey(field, of)));
  const left = Object.entries(outdated[language] ?? {}).filter(([key]) => !changed.has(key));
  const others = Object.entries(outdated).filter(([one]) => one !== language);
  const own = left.length === 0 ? [] : [[language, Object.fromEntries(left)] as const];
  return Object.fromEntries([...others, ...own]);
}
