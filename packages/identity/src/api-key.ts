import { randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** What every API key begins with, so that people and scanners of repositories know one when they see it. */
const prefix = 'cwk_';
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 256 random bits. */
const randomLength = 43;
const checksumLength = 6;
const form = new RegExp(`^${prefix}[${alphabet}]{${randomLength + checksumLength}}$`);

/** A new secret of an API key: `cwk_`, 43 random letters and digits, and six that check them. */
export function newApiKey(): string {
  const random = Array.from({ length: randomLength }, () => alphabet[randomInt(alphabet.length)]).join('');
  return prefix + random + checksum(random);
}

/** Whether a text has the form of an API key and its own checksum: anything else is none, and nobody need be asked. */
export function isApiKey(text: string): boolean {
  if (!form.test(text)) return false;
  const random = text.slice(prefix.length, -checksumLength);
  return text.endsWith(checksum(random));
}

/** CRC-32 in base 62, as others do it, so that a scanner can tell a key from text that looks like one. */
function checksum(random: string): string {
  let rest = crc32(random);
  let digits = '';
  for (let place = 0; place < checksumLength; place += 1) {
    digits = alphabet.charAt(rest % alphabet.length) + digits;
    rest = Math.floor(rest / alphabet.length);
  }
  return digits;
}
