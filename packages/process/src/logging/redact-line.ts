import { holdsCardNumber, withoutCardNumbers } from '@cartwright/input';
import { censored, secretNames } from './redact-fields.ts';

/** What a child logger has of its own does not pass by `redactFields`. */
const secretField = new RegExp(`"(${[...secretNames].join('|')})":"(?:[^"\\\\]|\\\\.)*"`, 'giu');
const credentials = /:\/\/[^/\s"@]{0,256}:[^/\s"@]{1,256}@/gu;
const jwt = /\beyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]*/gu;
const bearer = /\b(Bearer|Basic) [\w.~+/=-]{6,}/giu;
/** In the query of an address. */
const secretParameter =
  /([?&](?:token|code|state|secret|password|email|access_token|refresh_token)=)[^&\s"\\]+/giu;
/** The part of an address's path that is a secret: it unsubscribes whoever got it. */
const secretPath = /(\/unsubscribe(?:\/|%2F))[^/?#\s"'<>\\]+/giu;
const emailAddress =
  /[^\s"'<>()[\]\\,;:=@]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,250})\.\p{L}[\p{L}\p{N}-]+/gu;
const phoneNumber = /(?<![\w.:-])\+\d(?:[ ()./-]{0,3}\d){6,14}(?![\d:])/gu;
/** PostgreSQL's errors repeat the value that they cannot read; in JSON its quotes are escaped. */
const unreadableValue = /(invalid (?:input|byte)[^":]{0,80}: )\\"(?:[^"\\]|\\.)*\\"/gu;
const bareNumber = /(?<=[:,[])\d{13,19}(?=[,}\]])/gu;

/**
 * A line of JSON with what looks like a secret or says who a person is taken out, wherever it stands: card numbers, e-mail
 * addresses, phone numbers with their country, tokens, credentials in addresses, paths that are a secret. It stays JSON.
 */
export function redactLine(line: string): string {
  let redacted = line.replace(secretField, `"$1":"${censored}"`);
  if (line.includes('eyJ')) redacted = redacted.replace(jwt, censored);
  if (line.includes('://')) redacted = redacted.replace(credentials, `://${censored}@`);
  redacted = redacted.replace(bearer, `$1 ${censored}`);
  if (line.includes('=')) redacted = redacted.replace(secretParameter, `$1${censored}`);
  redacted = redacted.replace(secretPath, `$1${censored}`);
  if (line.includes('invalid ')) redacted = redacted.replace(unreadableValue, `$1${censored}`);
  if (line.includes('@')) redacted = redacted.replace(emailAddress, censored);
  if (line.includes('+')) redacted = redacted.replace(phoneNumber, censored);
  const inJson = redacted.replace(bareNumber, (number) => (holdsCardNumber(number) ? '0' : number));
  return withoutCardNumbers(inJson, censored);
}
