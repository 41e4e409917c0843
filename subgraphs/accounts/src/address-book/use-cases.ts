import { postalAddress, type PostalAddress } from '@cartwright/addresses';
import { fingerprint, once, type KeyReused } from '@cartwright/idempotency';
import { readInput, type InvalidInput } from '@cartwright/input';
import { z } from 'zod';
import type { Parts } from '../parts.ts';
import {
  changeAddress,
  findAddress,
  insertAddress,
  removeAddress,
  type AddressKey,
  type AddressRecord,
} from './repository.ts';

/** What the address book is built from. */
export type Dependencies = Pick<Parts, 'database' | 'now' | 'newId'>;

/** What a customer adds to their address book. */
export interface NewAddress {
  readonly userId: string;
  readonly idempotencyKey: string;
  readonly address: unknown;
  readonly isDefault: boolean;
}

/** What a customer changes of an address; what is null stays. */
export interface AddressChange {
  readonly address: unknown;
  readonly isDefault: boolean | null;
}

/** An address was added, by this request or by an earlier one with the same key. */
export interface AddressCreated {
  readonly kind: 'created';
  readonly address: AddressRecord;
}

export type CreateAddressOutcome = AddressCreated | KeyReused | InvalidInput;

export type UpdateAddressOutcome =
  | { readonly kind: 'updated'; readonly address: AddressRecord }
  | { readonly kind: 'not-found' }
  | InvalidInput;

const newAddress = z.object({ address: postalAddress });
const addressChange = z.object({ address: postalAddress.nullish() });

/** Adds an address, once per idempotency key. */
export async function createAddress(
  dependencies: Dependencies,
  request: NewAddress,
): Promise<CreateAddressOutcome> {
  const read = readInput(newAddress, request);
  return read.kind === 'valid' ? storeOnce(dependencies, request, read.value.address) : read;
}

function storeOnce(
  { database, now, newId }: Dependencies,
  { userId, idempotencyKey: key, isDefault }: NewAddress,
  address: PostalAddress,
): Promise<AddressCreated | KeyReused> {
  const ofInput = fingerprint({ ...address, isDefault });
  const use = { ownerIds: [userId] as const, operation: 'customerAddressCreate', key, fingerprint: ofInput };
  const record = (id: string): AddressRecord => ({ ...address, id, userId, isDefault });
  const created = (stored: AddressRecord): AddressCreated => ({ kind: 'created', address: stored });
  return database.transaction((tx) =>
    once<AddressCreated, { readonly addressId: string }>(
      tx,
      { use, now: now() },
      {
        change: async () => created(await insertAddress(tx, record(newId()))),
        keep: ({ address: { id } }) => ({ addressId: id }),
        // What was deleted since is answered as it was, and stays deleted.
        replay: async ({ addressId: id }) => created((await findAddress(tx, { userId, id })) ?? record(id)),
      },
    ),
  );
}

/** Changes an address of a customer's, or makes it the default; one that is not theirs is not found. */
export async function updateAddress(
  { database }: Dependencies,
  key: AddressKey,
  change: AddressChange,
): Promise<UpdateAddressOutcome> {
  const read = readInput(addressChange, change);
  if (read.kind !== 'valid') return read;
  const { isDefault } = change;
  const columns = { ...read.value.address, ...(isDefault === null ? {} : { isDefault }) };
  const address = await database.transaction((tx) => changeAddress(tx, key, columns));
  return address === undefined ? { kind: 'not-found' } : { kind: 'updated', address };
}

/** Removes an address of a customer's; one that is not theirs stays. */
export async function deleteAddress({ database }: Dependencies, key: AddressKey): Promise<void> {
  await database.transaction((tx) => removeAddress(tx, key));
}
