import { createHash } from 'node:crypto';

/** What names exactly this content. */
export function entityTagOf(content: string | Buffer): string {
  return `"${createHash('sha256').update(content).digest('base64url').slice(0, 27)}"`;
}

/** Whether an If-None-Match names a tag: a list, compared weakly. https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2 */
export function namesTag(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  const wanted = strong(tag);
  return header.split(',').some((one) => ['*', wanted].includes(strong(one.trim())));
}

function strong(tag: string): string {
  return tag.replace(/^W\//, '');
}
