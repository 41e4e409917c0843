import { fingerprint } from '@cartwright/database';
import { checkAddress } from '../domain/check-address.ts';
import type { AddressRecord, PostalAddress } from '../domain/user.ts';
import type { KeyUse } from '../repository/addresses.ts';
import type { Dependencies } from './dependencies.ts';

/** What a customer adds to their address book. */
export interface NewAddress {
  readonly userId: string;
  readonly idempotencyKey: string;
  readonly address: unknown;
  readonly isDefault: boolean;
}

export type CreateAddressOutcome =
  { kind: 'created'; address: AddressRecord } | { kind: 'invalid'; field: string } | { kind: 'key-reused' };

/** Adds an address once per idempotency key. */
export function createAddress(dependencies: Dependencies) {
  return async (input: NewAddress): Promise<CreateAddressOutcome> => {
    const checked = checkAddress(input.address);
    if (checked.kind === 'invalid') return { kind: 'invalid', field: `address.${checked.field}` };
    const { userId, idempotencyKey: key, isDefault } = input;
    const use = { userId, key, fingerprint: fingerprint({ ...checked.address, isDefault }) };
    return await store(dependencies, use, checked.address, isDefault);
  };
}

function store(
  { repository, newId, transact }: Dependencies,
  use: KeyUse,
  address: PostalAddress,
  isDefault: boolean,
): Promise<CreateAddressOutcome> {
  return transact(async (tx) => {
    const id = newId();
    const record = { ...address, id, userId: use.userId, isDefault };
    const taken = await repository.addresses.takeKey(tx, use, id);
    switch (taken.kind) {
      case 'new':
        return { kind: 'created', address: await repository.addresses.create(tx, record) };
      case 'repeat': {
        // What was created and deleted since is answered as it was, and stays deleted.
        const earlier = await repository.addresses.byId(tx, taken.addressId);
        return { kind: 'created', address: earlier ?? { ...record, id: taken.addressId } };
      }
      case 'conflict':
        return { kind: 'key-reused' };
    }
  });
}
