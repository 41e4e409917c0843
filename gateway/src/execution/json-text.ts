/** What JSON writes otherwise than it stands: quotes, backslashes, control characters, and halves of surrogate pairs, if they are such. */
// eslint-disable-next-line no-control-regex -- these are what it looks for
const escaped = /["\\\u0000-\u001f\ud800-\udfff]/;

/** Text as JSON. Most is written as it stands, which costs less than to have it looked through and copied. */
export function jsonText(text: string): string {
  return escaped.test(text) ? JSON.stringify(text) : `"${text}"`;
}

/**
 * An object under GraphQL's names as JSON.
 * @param isPlain whether none of its text has to be escaped
 */
export function jsonObject(object: Readonly<Record<string, unknown>>, isPlain = false): string {
  let json = '';
  for (const name in object) {
    const value = object[name];
    if (value !== undefined) json += `${json === '' ? '' : ','}"${name}":${jsonValue(value, isPlain)}`;
  }
  return `{${json}}`;
}

function jsonValue(value: unknown, isPlain: boolean): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  return isPlain ? `"${value}"` : jsonText(value);
}
