/** Where buyers may be led after confirming at the bank. */
export interface ReturnTargets {
  /** Origins of web shops: `https://shop.example.com`. */
  readonly origins: ReadonlySet<string>;
  /** Schemes of apps, without the colon: `com.example.shop`. */
  readonly schemes: ReadonlySet<string>;
}

const maxLength = 2000;

// The URL parser drops or reinterprets these, so that what is read here could be read differently elsewhere.
const ambiguous = /[\p{C}\p{Z}\\]/u;

/**
 * A return URL as it is to be redirected to; undefined when it leads anywhere but to an allowed target. What is checked and
 * what is redirected to is the same parsed form, so that no other parser can read another host into it.
 */
export function readReturnUrl(text: string, { origins, schemes }: ReturnTargets): string | undefined {
  if (text.length > maxLength || ambiguous.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return undefined;
  const isAllowed = isWeb(url) ? origins.has(url.origin) : schemes.has(url.protocol.slice(0, -1));
  return isAllowed && url.href.length <= maxLength ? url.href : undefined;
}

// Browsers run these, read files by them, or hand them to whichever app there is.
const unsafeSchemes: ReadonlySet<string> = new Set([
  'about',
  'blob',
  'content',
  'data',
  'file',
  'filesystem',
  'ftp',
  'http',
  'https',
  'intent',
  'javascript',
  'vbscript',
  'view-source',
  'ws',
  'wss',
]);

/** Whether this is the origin of a web shop, and nothing more: `https://shop.example.com`. */
export function isOrigin(text: string): boolean {
  return URL.canParse(text) && isWeb(new URL(text)) && new URL(text).origin === text;
}

/** Whether this can be the scheme of an app, in lower case and without the colon: `com.example.shop`. */
export function isAppScheme(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*$/.test(text) && !unsafeSchemes.has(text);
}

function isWeb({ protocol }: URL): boolean {
  return protocol === 'https:' || protocol === 'http:';
}
