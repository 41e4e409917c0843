import { postalAddress, type PostalAddress } from '@cartwright/addresses';
import { email, isStorable, readInput, type InvalidInput } from '@cartwright/input';
import { holdsCardAnywhere, Refusal } from '@cartwright/transfer';
import { z } from 'zod';
import { readProfileChange, type ProfileChange } from '../../profile/door.ts';
import type { ToldAddress, ToldCustomer } from './customer-entry.ts';

/** What a file says of a customer, in the forms in which it is kept. */
export interface ReadableCustomer {
  readonly id: string | null;
  readonly email: string;
  readonly profile: ProfileChange;
  readonly addresses: readonly (PostalAddress & { readonly isDefault: boolean })[];
  readonly groups: readonly string[];
  /** Null where the file says nothing. */
  readonly newsletter: boolean | null;
}

const emailSchema = z.object({ email });
const addressSchema = z.object({ address: postalAddress });

/** Takes a customer whom the house's rules let in. @throws Refusal for any other */
export function readableCustomer(told: ToldCustomer): ReadableCustomer {
  if (told.kind === 'fault') throw new Refusal(...told.messages);
  const { id = null, email: given, profile, addresses, groups, newsletter = null } = told.record;
  if (holdsCardAnywhere([given, profile, addresses, groups]))
    throw new Refusal('Please leave out the number of the payment card.');
  if (!groups.every(isStorable)) throw new Refusal('Please remove characters that are not text.');
  const read = { email: readInput(emailSchema, { email: given }), profile: readProfileChange(said(profile)) };
  const books = addresses.map(readAddress);
  const faults = [read.email, read.profile, ...books].flatMap((one) =>
    one.kind === 'invalid-input' ? messagesOf(one) : [],
  );
  if (read.email.kind !== 'valid' || read.profile.kind !== 'valid' || faults.length > 0)
    throw new Refusal(...faults);
  return {
    id,
    email: read.email.value.email,
    profile: read.profile.value,
    addresses: books.flatMap((one) => (one.kind === 'valid' ? [one.value] : [])),
    groups: [...new Set(groups.map((name) => name.trim()))].filter((name) => name !== ''),
    newsletter,
  };
}

/** What is not empty: empty cells say nothing. */
function said(profile: Readonly<Record<string, string | null | undefined>>): object {
  return Object.fromEntries(Object.entries(profile).filter(([, text]) => text != null && text.trim() !== ''));
}

function readAddress({ isDefault, ...address }: ToldAddress) {
  const read = readInput(addressSchema, { address });
  return read.kind === 'valid' ? { ...read, value: { ...read.value.address, isDefault } } : read;
}

function messagesOf({ fields }: InvalidInput): string[] {
  return fields.map(({ path, message }) => `${path.join('.')}: ${message}`);
}
