import sanitizeHtml from 'sanitize-html';

const asParagraph = [
  'address',
  'article',
  'aside',
  'blockquote',
  'dd',
  'div',
  'dl',
  'dt',
  'figcaption',
  'figure',
  'footer',
  'header',
  'main',
  'pre',
  'section',
  'table',
  'tr',
];

/** What is kept of HTML: marks of text, lists, headings below those of a page, and links that lead away without taking the page along. */
const kept: sanitizeHtml.IOptions = {
  allowedTags: ['p', 'br', 'strong', 'em', 'ul', 'ol', 'li', 'h3', 'h4', 'a'],
  allowedAttributes: { a: ['href', 'rel'] },
  allowedSchemes: ['https', 'http', 'mailto', 'tel'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  nestingLimit: 20,
  transformTags: {
    b: 'strong',
    i: 'em',
    h1: 'h3',
    h2: 'h3',
    h5: 'h4',
    h6: 'h4',
    ...Object.fromEntries(asParagraph.map((name) => [name, 'p'])),
    a: sanitizeHtml.simpleTransform('a', { rel: 'noopener nofollow' }),
  },
};

/** A paragraph in a paragraph is two beside one another to whoever reads it next: that is seen to here, and as good as always at once. */
const mostRounds = 5;

const blocks = /<\/(?:p|li|h3|h4)>|<br \/>/gu;

/** HTML that can be shown as it is. What comes out of it comes out of it again. */
export function sanitised(html: string): string {
  let before = cleaned(html);
  for (let round = 1; round < mostRounds; round += 1) {
    const after = cleaned(before);
    if (after === before) break;
    before = after;
  }
  return before;
}

function cleaned(html: string): string {
  return sanitizeHtml(html, kept)
    .replaceAll(/<p>\s*<\/p>/gu, '')
    .trim();
}

/** The text of sanitised HTML on one line, without any marks. */
export function plainTextOf(html: string): string {
  const text = sanitizeHtml(html.replaceAll(blocks, ' '), { allowedTags: [], allowedAttributes: {} });
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}
