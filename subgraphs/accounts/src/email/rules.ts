import { email, readInput, type ReadInput } from '@cartwright/input';
import { z } from 'zod';

const hourMs = 60 * 60_000;

/** What a mailed link is for. */
export type LinkPurpose = 'VERIFY' | 'CHANGE' | 'UNDO';

/** For how long a link works: one that takes a change back outlives a holiday's first days. */
export const linkTtlMs: Readonly<Record<LinkPurpose, number>> = {
  VERIFY: 24 * hourMs,
  CHANGE: 24 * hourMs,
  UNDO: 7 * 24 * hourMs,
};

/** How many links for one purpose may work at a time per account, so that nobody can fill a mailbox. */
export const maxOpenLinks = 3;

const changeSchema = z.object({ newEmail: email });

/** Reads the address that a customer changes to. */
export function readNewEmail(input: { readonly newEmail: string }): ReadInput<z.infer<typeof changeSchema>> {
  return readInput(changeSchema, input);
}
