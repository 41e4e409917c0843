import { z } from 'zod';

const form = z.regexes.uuid();
const length = 36;

/** Whether a text has the form of an id, a UUID. Other text is the id of nothing, and PostgreSQL would refuse it. */
export function isId(text: string): boolean {
  return text.length === length && form.test(text);
}
