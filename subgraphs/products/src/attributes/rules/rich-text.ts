import sanitizeHtml from 'sanitize-html';

/** What is kept of HTML: marks of text, lists, headings below those of a page, and links that lead away without taking the page along. */
const kept: sanitizeHtml.IOptions = {
  allowedTags: ['p', 'br', 'strong', 'em', 'ul', 'ol', 'li', 'h3', 'h4', 'a'],
  allowedAttributes: { a: ['href', 'rel'] },
  allowedSchemes: ['https', 'mailto', 'tel'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  transformTags: {
    b: 'strong',
    i: 'em',
    a: sanitizeHtml.simpleTransform('a', { rel: 'noopener nofollow' }),
  },
};

const blocks = /<\/(?:p|li|h3|h4)>|<br \/>/gu;

/** HTML that can be shown as it is. */
export function sanitised(html: string): string {
  return sanitizeHtml(html, kept).trim();
}

/** The text of sanitised HTML, without any marks. */
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
