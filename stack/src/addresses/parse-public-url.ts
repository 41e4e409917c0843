import { isBlockedPort } from '@cartwright/servers';

/**
 * Reads the URL at which people reach the store; without a slash at its end. No text for none.
 * @throws Error that says what is wrong with it
 */
export function parsePublicUrl(text: string): string {
  if (text === '') return text;
  const url = URL.parse(text);
  const problem = problemOf(url);
  if (url === null || problem !== undefined) throw new Error(problem);
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

function problemOf(url: URL | null): string | undefined {
  if (url === null || !/^https?:$/.test(url.protocol))
    return 'A URL that begins with https:// or http:// is expected, such as https://shop.example.com.';
  if (url.username || url.password || url.search || url.hash)
    return 'A URL of host, port and path alone is expected, such as https://shop.example.com/store.';
  if (['0.0.0.0', '[::]'].includes(url.hostname))
    return `No browser opens ${url.hostname}. Name an address of this machine, or of what leads to it.`;
  if (isBlockedPort(Number(url.port || -1))) return `No browser opens port ${url.port}.`;
  if (/\/(graphql|explorer|mailbox|bank)\/*$/.test(url.pathname))
    return 'The address of the store is expected, not that of one of its pages: /graphql and the others are added to it.';
  return undefined;
}
