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
/** What stands in these is no text. */
const unseen = /<(script|style|head|title)\b[^>]*>[^]*?<\/\1\s*>|<!--[^]*?-->/gi;
const tag = /<\/?[a-z][^>]*>/gi;
const reference = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi;

/** Plain text as HTML, with its line breaks. */
export function htmlOfText(text: string): string {
  return text.replaceAll(/[&<>]/g, (sign) => escaped[sign] ?? sign).replaceAll('\n', '<br>');
}

/** The text of a piece of HTML: paragraphs on lines of their own, and no tags. Gives back what `htmlOfText` was given. */
export function textOfHtml(html: string): string {
  const isMarkedUp = html.search(tag) >= 0;
  const flowing = isMarkedUp ? html.replaceAll(/\s*[\r\n]+\s*/g, ' ') : html;
  return flowing
    .replaceAll(unseen, '')
    .replaceAll(breaks, '\n')
    .replaceAll(tag, '')
    .replaceAll(reference, decoded);
}

function decoded(whole: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name !== undefined) return named[name.toLowerCase()] ?? whole;
  const point = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
  return point > 0 && point <= 0x10_ff_ff ? String.fromCodePoint(point) : whole;
}
