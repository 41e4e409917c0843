import type { MessageAddress } from '@cartwright/events';

const dotless: ReadonlySet<string> = new Set(['gmail.com', 'googlemail.com']);

/** One form of all that reach the same mailbox: case, what follows a plus sign, and the dots of Gmail do not count. */
export function canonicalEmail(email: string): string {
  const folded = email.trim().normalize('NFKC').toLowerCase();
  const at = folded.lastIndexOf('@');
  const domain = folded.slice(at + 1);
  const [name = ''] = folded.slice(0, Math.max(at, 0)).split('+');
  return dotless.has(domain) ? `${name.replaceAll('.', '')}@gmail.com` : `${name}@${domain}`;
}

/** One form of all spellings of a place: names, case, accents and punctuation do not count. */
export function canonicalAddress({ line1, line2, postalCode, city, countryCode }: MessageAddress): string {
  const parts = [countryCode, postalCode ?? city ?? '', line1, line2 ?? ''];
  return parts.map(folded).join('|');
}

function folded(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}
