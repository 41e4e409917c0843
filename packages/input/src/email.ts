import { domainToASCII, domainToUnicode } from 'node:url';
import { tidyLine, usualWidth } from './characters.ts';
import { Fault } from './fault.ts';
import { field, optional } from './field.ts';
import { lineReader } from './text.ts';

/** Of the whole address, and of what stands before the `@`, in bytes. Source: RFC 5321, 4.5.3.1. */
const maxBytes = 254;
const maxLocalBytes = 64;

/** Every default-ignorable character: nobody can see it in an address, so nobody can mean it. */
const ignorable = /\p{Default_Ignorable_Code_Point}/gu;
/** `Dot-string` with the `atext` of RFC 6531, 3.3: printable ASCII that needs no quotes, and anything beyond ASCII. */
const localPart = /^[\w!#$%&'*+/=?^`{|}~\-\P{ASCII}]+(?:\.[\w!#$%&'*+/=?^`{|}~\-\P{ASCII}]+)*$/u;
const space = /[\p{Z}\p{C}]/u;
/** What `domainToASCII` would take for the end of a host name, or decode. */
const noHostCharacter = /[%/?#:@\\[\]]/u;
const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const asciiDomain = new RegExp(`^(?:${label}\\.)+(?!\\d+$)${label}$`, 'u');

const notAnEmail = new Fault('INVALID_FORMAT', 'Please give an e-mail address, such as name@example.com.');

/** An e-mail address in its one form (`readEmail`). */
export const email = field((given) => readLine(given));

/** `email` that may be left empty; null then. */
export const optionalEmail = field(optional((given) => readLine(given)));

/** More than any form of an address needs; what is longer is not worth the work. */
const maxGiven = 2_000;

const line = lineReader(tidyLine, maxBytes);

function readLine(given: string | null): string | Fault {
  const read = line(given);
  return read instanceof Fault ? read : (readEmail(read) ?? notAnEmail);
}

/**
 * An e-mail address in the one form in which it is stored and looked up, so that upper case, normal forms, invisible
 * characters, full-width letters and `xn--` make no second address: lower case, NFC, the domain in Unicode. Null when it
 * is none. Letters beyond ASCII are welcome on both sides (RFC 6531); nothing is said of whether the mailbox exists.
 */
export function readEmail(given: string): string | null {
  if (given.length > maxGiven) return null;
  const typed = usualWidth(tidyLine(given)).replace(ignorable, '').toLowerCase().normalize('NFC');
  const at = typed.lastIndexOf('@');
  const local = typed.slice(0, at);
  if (at < 1 || space.test(typed) || !localPart.test(local)) return null;
  const domain = readDomain(typed.slice(at + 1));
  if (domain === null || Buffer.byteLength(local) > maxLocalBytes) return null;
  const address = `${local}@${domain}`;
  return Buffer.byteLength(address) > maxBytes ? null : address;
}

/** A domain in Unicode; null when it could not stand in the DNS. */
function readDomain(typed: string): string | null {
  if (noHostCharacter.test(typed)) return null;
  const ascii = domainToASCII(typed);
  return ascii.length <= 253 && asciiDomain.test(ascii) ? domainToUnicode(ascii) : null;
}
