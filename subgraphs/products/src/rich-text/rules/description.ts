import { Fault, linesReader, type FieldReader } from '@cartwright/input';
import { textOfHtml } from './html-text.ts';
import { sanitised } from './sanitised.ts';

/** What a description says, and how it is marked up. */
export interface Described {
  readonly description: string;
  /** Null where it has no marks. */
  readonly descriptionHtml: string | null;
}

/** So many characters of HTML a description may have, as it is given and as it is stored. */
export const maxDescriptionHtml = 100_000;

/** What HTML describes something as. Without any mark but line breaks it is plain text. */
export function describedBy(html: string): Described {
  const kept = sanitised(html);
  if (!hasMarks(kept)) return { description: textOfHtml(html), descriptionHtml: null };
  const description = linesOf(kept);
  return { description, descriptionHtml: description === '' ? null : kept };
}

/** Whether sanitised HTML has any mark but line breaks. */
function hasMarks(html: string): boolean {
  return /<(?!br \/>)/u.test(html);
}

/** Paragraphs, list items and headings as lines, with an empty one where a list or a group of paragraphs ends. */
function linesOf(html: string): string {
  return textOfHtml(html)
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replaceAll(/\n{3,}/gu, '\n\n')
    .trim();
}

/** Reads HTML that describes something, in `maxText` characters beside its marks; nothing where nothing is left to show. */
export function describe(maxText: number, maxHtml = maxDescriptionHtml): FieldReader<Described> {
  const readHtml = linesReader(maxHtml);
  const readText = linesReader(maxText);
  return (given) => {
    const html = readHtml(given);
    if (html instanceof Fault) return html.code === 'REQUIRED' ? nothing : html;
    const kept = readHtml(sanitised(html));
    if (kept instanceof Fault && kept.code !== 'REQUIRED') return kept;
    const { description, descriptionHtml } = describedBy(
      typeof kept === 'string' && hasMarks(kept) ? kept : html,
    );
    const text = readText(description);
    if (text instanceof Fault) return text.code === 'REQUIRED' ? nothing : text;
    return { description: text, descriptionHtml };
  };
}

const nothing: Described = { description: '', descriptionHtml: null };
