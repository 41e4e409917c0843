import { Fault, field, optionalText, readInput, type ReadInput } from '@cartwright/input';
import { z } from 'zod';

const maxPathLength = 500;
/** What a path is made of (RFC 3986, section 3.3): nothing that leads to another host or a query, and no control characters. */
const form = /^(?:\/(?:[\w.~!$&'()*+,;=:@-]|%(?![01]|7[Ff])[\dA-Fa-f]{2})+)*\/?$/;

/** What staff type of a redirect. */
export interface RedirectInput {
  readonly from: string;
  readonly to: string;
  readonly reason?: string | null | undefined;
}

/** A path without a slash at its end, but for that of the first page. */
export function tidyPath(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

function readPath(given: string | null): string | Fault {
  const path = given?.trim() ?? '';
  if (path === '') return new Fault('REQUIRED', 'Please give a path.');
  if (path.length > maxPathLength)
    return new Fault('TOO_LONG', `Please use at most ${maxPathLength} characters.`);
  const isPath = form.test(path) && !path.split('/').some((part) => part === '.' || part === '..');
  return isPath
    ? tidyPath(path)
    : new Fault('INVALID_FORMAT', 'Please give a path of the shop that begins with a slash, without query.');
}

const schema = z.object({ from: field(readPath), to: field(readPath), reason: optionalText(500) });

/** Checks what staff type of a redirect. */
export function readRedirect(
  input: RedirectInput,
): ReadInput<{ readonly from: string; readonly to: string; readonly reason: string | null }> {
  return readInput(schema, input);
}
