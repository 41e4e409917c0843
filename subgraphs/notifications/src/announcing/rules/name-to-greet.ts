import { holdsLink } from '@cartwright/input';

/**
 * The name to greet a reader by; null for one that would be shown as a link: what was stored by earlier releases may hold one.
 */
export function nameToGreet(firstName: string): string | null {
  return holdsLink(firstName) ? null : firstName;
}
