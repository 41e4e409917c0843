import { z } from 'zod';

const idSchema = z.uuid();

/** Tells an id from text that can be none, which then stands for nothing. */
export function isId(text: string): boolean {
  return idSchema.safeParse(text).success;
}
