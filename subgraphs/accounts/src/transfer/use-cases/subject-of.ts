import type { Transaction } from '@cartwright/database';
import { isId } from '@cartwright/graph';
import { readEmail } from '@cartwright/input';
import { storableText } from '@cartwright/transfer';
import type { Tables } from '../../generated/tables.ts';
import { isErasedAddress } from '../repository/erased.ts';
import { findKnown, lockUserOfEmail } from '../repository/known-customers.ts';
import type { ToldCustomer } from '../rules/customer-entry.ts';
import type { Dependencies, Result } from './import-customer.ts';

/** An address is no longer. */
const mostCharacters = 254;

/**
 * Whom a line of a report names: the address in its one form, by which whoever is erased later is found. Nobody, where that would write
 * down again who was erased. Until the transaction ends nobody who has the address is.
 */
export async function subjectOf(
  { now, erasedAddressesKey: key }: Dependencies,
  tx: Transaction<Tables>,
  told: ToldCustomer,
  { customerId }: Result,
): Promise<string> {
  const given = told.kind === 'fault' ? told.subject : told.record.email;
  const email = readEmail(given);
  const subject = storableText(email ?? given, mostCharacters);
  if (customerId !== null) return subject;
  const holder = email === null ? undefined : await lockUserOfEmail(tx, email);
  if (holder !== undefined) return subject;
  if (email !== null && (await isErasedAddress(tx, { email, key, now: now() }))) return '';
  return (await isOfClosed(tx, told)) ? '' : subject;
}

async function isOfClosed(tx: Transaction<Tables>, told: ToldCustomer): Promise<boolean> {
  const id = told.kind === 'customer' ? told.record.id : undefined;
  if (id === undefined || !isId(id)) return false;
  return (await findKnown(tx, id))?.closedAt != null;
}
