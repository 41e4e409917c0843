import type { Viewer, ViewerContext } from '@cartwright/identity';
import type DataLoader from 'dataloader';
import type { AddressRecord, UserRecord } from './domain/user.ts';
import type { UseCases } from './use-cases/mod.ts';

/** A user to show; `isOwn` when this very request has proved to come from the user. */
export type UserRow = UserRecord & { readonly isOwn?: boolean };
export type CustomerAddressRow = AddressRecord;

/** What a resolver of accounts is given. */
export interface Context extends ViewerContext {
  readonly viewer: Viewer | null;
  readonly useCases: UseCases;
  /** One per operation, so that a page costs one statement for each. */
  readonly loaders: {
    readonly users: DataLoader<string, UserRecord | null>;
    readonly addresses: DataLoader<string, AddressRecord[]>;
  };
}
