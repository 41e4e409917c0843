import { email, readInput, type ReadInput } from '@cartwright/input';
import { z } from 'zod';
import { chosenPassword } from '../passwords/door.ts';
import { newProfileFields } from '../profile/door.ts';

const registrationSchema = z.object({ email, password: chosenPassword, ...newProfileFields });

/** What an account is made of; the password in the form in which it is hashed. */
export type NewAccount = z.infer<typeof registrationSchema>;

/** Reads what a visitor registers with. */
export function readRegistration(input: unknown): ReadInput<NewAccount> {
  return readInput(registrationSchema, input);
}
