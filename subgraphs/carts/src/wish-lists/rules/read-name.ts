import { readInput, text, type ReadInput } from '@cartwright/input';
import { z } from 'zod';

const named = z.object({ name: text(100) });

/** Reads what a customer calls a list: one line of at most 100 characters. */
export function readName(name: string): ReadInput<{ name: string }> {
  return readInput(named, { name });
}
