import { bind } from '@cartwright/database';
import { listByKey } from '@cartwright/graph';
import { findAddressesOf } from './repository.ts';
import { createAddress, deleteAddress, updateAddress, type Dependencies } from './use-cases.ts';

/** What resolvers find in their context: the use cases of the address book, and a loader that lives as long as the operation. */
export function addressBookContext(dependencies: Dependencies) {
  const { findAddressesOf: load } = bind(dependencies.database.statements, { findAddressesOf });
  const loaders = { byUser: listByKey(load, ({ userId }) => userId) };
  return { addressBook: { ...bind(dependencies, { createAddress, updateAddress, deleteAddress }), loaders } };
}

export type AddressBookContext = ReturnType<typeof addressBookContext>;
