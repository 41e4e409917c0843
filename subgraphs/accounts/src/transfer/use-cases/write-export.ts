import { pagesBehind, writeRecords } from '@cartwright/transfer';
import type { Parts } from '../../parts.ts';
import { readExportedCustomers } from '../repository/exported-customers.ts';
import type { CustomerExport } from '../repository/exports.ts';
import {
  customerColumns,
  jsonOfCustomer,
  rowOfCustomer,
  type ExportedCustomer,
} from '../rules/customer-record.ts';

const customersAtOnce = 500;

/** Customers in the order of their ids, written as they are read: no more than a few hundred are held. */
export function writeExport(
  { database: { statements } }: Pick<Parts, 'database'>,
  { format, groupIds }: CustomerExport,
): AsyncGenerator<string> {
  const pages = pagesBehind((last?: ExportedCustomer) =>
    readExportedCustomers(statements, { groupIds, last, limit: customersAtOnce }),
  );
  return writeRecords(format, pages, {
    columns: customerColumns,
    rowsOf: (customer) => [rowOfCustomer(customer)],
    objectsOf: (customer) => [jsonOfCustomer(customer)],
  });
}
