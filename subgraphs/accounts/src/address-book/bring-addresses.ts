import type { PostalAddress } from '@cartwright/addresses';
import type { Transaction } from '@cartwright/database';
import type { Tables } from '../generated/tables.ts';
import { changeAddress, findAddressesOf, insertAddress, type AddressRecord } from './repository.ts';

/** Addresses that a file says a customer has. */
export interface BroughtAddresses {
  readonly userId: string;
  readonly addresses: readonly (PostalAddress & { readonly isDefault: boolean })[];
}

/** Adds what is not in a customer's book yet, letter for letter, and has the default be the file's. @returns `addresses` where the book is another one now */
export async function bringAddresses(
  { newId }: { readonly newId: () => string },
  tx: Transaction<Tables>,
  { userId, addresses }: BroughtAddresses,
): Promise<'addresses'[]> {
  if (addresses.length === 0) return [];
  const book = await findAddressesOf(tx, [userId]);
  let isChanged = false;
  for (const address of addresses) {
    const same = book.find((one) => isSame(one, address));
    if (same === undefined) book.push(await insertAddress(tx, { ...address, id: newId(), userId }));
    else if (address.isDefault && !same.isDefault) await changeAddress(tx, same, { isDefault: true });
    else continue;
    isChanged = true;
  }
  return isChanged ? ['addresses'] : [];
}

function isSame(stored: AddressRecord, told: PostalAddress & { readonly isDefault: boolean }): boolean {
  const { isDefault } = stored; // which is the default is no matter here
  return Object.entries({ ...told, isDefault }).every(
    ([field, value]) => stored[field as keyof AddressRecord] === value,
  );
}
