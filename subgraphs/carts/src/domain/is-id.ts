import { validate } from 'uuid';

/** Tells whether a text can be the id of anything: what is none finds nothing, and must not reach SQL. */
export function isId(text: string): boolean {
  return validate(text);
}
