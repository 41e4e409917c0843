const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};
const escaped: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const breaks = /<br\s*\/?>|<\/(?:p|div|li|h[1-6]|tr|ul|ol|table|blockquote)\s*>/gi;
const tag = /<\/?[a-z][^<>]*>/gi;
const reference = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi;

/** So many characters of HTML are read: several times as many as a description may have. */
export const maxHtmlLength = 200_000;

/** Plain text as HTML, with its line breaks. */
export function htmlOfText(text: string): string {
  return text.replaceAll(/[&<>]/g, (sign) => escaped[sign] ?? sign).replaceAll('\n', '<br>');
}

/**
 * The text of a piece of HTML: paragraphs on lines of their own, and no tags. Gives back what `htmlOfText` was given. No step looks at
 * a character more often than a few times, whatever the file holds.
 */
export function textOfHtml(html: string): string {
  const isMarkedUp = html.search(tag) >= 0;
  return seen(isMarkedUp ? flowing(html) : html)
    .replaceAll(breaks, '\n')
    .replaceAll(tag, '')
    .replaceAll(reference, decoded);
}

/** Line breaks of HTML are spaces, with the spaces around them. */
function flowing(html: string): string {
  const lines = html.split(/[\r\n]+/);
  const last = lines.length - 1;
  return lines
    .map((line, index) => (index === 0 ? line : line.trimStart()))
    .map((line, index) => (index === last ? line : line.trimEnd()))
    .filter((line, index) => line !== '' || index === 0 || index === last)
    .join(' ');
}

/** What is no text: comments, and what stands in these elements. */
function seen(html: string): string {
  const opening = /<!--|<(script|style|head|title)\b[^<>]*>/gi;
  const unended = new Set<string>();
  let text = '';
  let from = 0;
  for (let open = opening.exec(html); open !== null; open = opening.exec(html)) {
    const ending = (open[1] ?? '--').toLowerCase();
    const end = unended.has(ending) ? undefined : endOf(html, ending, opening.lastIndex);
    if (end === undefined) {
      unended.add(ending); // nor will one be found further on
      continue;
    }
    text += html.slice(from, open.index);
    opening.lastIndex = from = end;
  }
  return text + html.slice(from);
}

/** Where a comment (`--`) or an element ends behind a place; undefined where it does not. */
function endOf(html: string, ending: string, from: number): number | undefined {
  if (ending === '--') {
    const end = html.indexOf('-->', from);
    return end < 0 ? undefined : end + '-->'.length;
  }
  const closing = new RegExp(`</${ending}\\s*>`, 'gi');
  closing.lastIndex = from;
  return closing.test(html) ? closing.lastIndex : undefined;
}

function decoded(whole: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name !== undefined) return named[name.toLowerCase()] ?? whole;
  const point = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
  return point > 0 && point <= 0x10_ff_ff ? String.fromCodePoint(point) : whole;
}
