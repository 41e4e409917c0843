import { email, readInput, text, type ReadInput } from '@cartwright/input';
import { z } from 'zod';
import { chosenPassword } from '../passwords/door.ts';
import { newProfileFields } from '../profile/door.ts';

/** For how long a mailed link makes somebody a member of the staff. */
export const invitationTtlMs = 3 * 24 * 60 * 60_000;

const maxRoleNameLength = 60;
const permissionNames = z.array(z.string());

/** A role that staff make. */
export const newRoleSchema = z.object({ name: text(maxRoleNameLength), permissions: permissionNames });

/** What of a role changes; what is absent stays. */
export const roleChangeSchema = newRoleSchema.partial();

const invitationSchema = z.object({
  email,
  roleIds: z.array(z.string()).min(1, 'Please choose what they become.'),
});

/** Reads who is invited to what. */
export function readInvitation(given: unknown): ReadInput<z.infer<typeof invitationSchema>> {
  return readInput(invitationSchema, given);
}

const acceptanceSchema = z.object({ password: chosenPassword, ...newProfileFields });

/** Reads what a new member brings; the password in the form in which it is hashed. */
export function readAcceptance(given: unknown): ReadInput<z.infer<typeof acceptanceSchema>> {
  return readInput(acceptanceSchema, given);
}
