import { fingerprint, once, type KeyReused } from '@cartwright/idempotency';
import type { Parts } from '../parts.ts';
import { findAddress, insertAddress, removeAddress, type AddressRecord } from './repository.ts';
import { checkAddress, type PostalAddress } from './rules.ts';

/** What the address book is built from. */
export type Dependencies = Pick<Parts, 'database' | 'now' | 'newId'>;

/** What a customer adds to their address book. */
export interface NewAddress {
  readonly userId: string;
  readonly idempotencyKey: string;
  readonly address: unknown;
  readonly isDefault: boolean;
}

/** An address was added, by this request or by an earlier one with the same key. */
export interface AddressCreated {
  readonly kind: 'created';
  readonly address: AddressRecord;
}

export type CreateAddressOutcome = AddressCreated | KeyReused | { kind: 'invalid'; field: string };

/** Adds an address, once per idempotency key. */
export async function createAddress(
  dependencies: Dependencies,
  request: NewAddress,
): Promise<CreateAddressOutcome> {
  const checked = checkAddress(request.address);
  if (checked.kind === 'invalid') return { kind: 'invalid', field: `address.${checked.field}` };
  return storeOnce(dependencies, request, checked.address);
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
        replay: async ({ addressId }) => created((await findAddress(tx, addressId)) ?? record(addressId)),
      },
    ),
  );
}

/** Removes an address of a customer's; one that is not theirs stays. */
export async function deleteAddress(
  { database }: Dependencies,
  address: Pick<AddressRecord, 'userId' | 'id'>,
): Promise<void> {
  await removeAddress(database.statements, address);
}
