import { readListCell } from '@cartwright/transfer';
import { fault, type ToldAddress, type ToldCustomer } from './customer-entry.ts';

/** A row's cells by the fields that they are of. */
export type Cells = Readonly<Partial<Record<Field, string>>>;

type Field = (typeof fields)[keyof typeof fields];

/**
 * The columns of Shopify's customer files that say something here, older ones included
 * (https://help.shopify.com/en/manual/customers/import-export-customers).
 */
const fields = {
  'customer id': 'id',
  email: 'email',
  'first name': 'firstName',
  'last name': 'lastName',
  'accepts email marketing': 'newsletter',
  'accepts marketing': 'newsletter',
  tags: 'groups',
  'default address company': 'company',
  company: 'company',
  'default address address1': 'line1',
  address1: 'line1',
  'default address address2': 'line2',
  address2: 'line2',
  'default address city': 'city',
  city: 'city',
  'default address province code': 'region',
  'province code': 'region',
  'default address country code': 'countryCode',
  'country code': 'countryCode',
  'default address zip': 'postalCode',
  zip: 'postalCode',
  'default address phone': 'phone',
} as const;

/** Which columns are of which fields, and which say nothing here. */
export interface ReadColumns {
  readonly byName: ReadonlyMap<string, Field>;
  readonly ignored: readonly string[];
}

/** Reads a header, in any case; of two columns for one thing the first counts. */
export function readColumns(columns: readonly string[]): ReadColumns {
  const byName = new Map<string, Field>();
  const ignored: string[] = [];
  for (const column of columns) {
    const name = column.toLowerCase();
    const field = Object.hasOwn(fields, name) ? fields[name as keyof typeof fields] : undefined;
    if (field !== undefined && ![...byName.values()].includes(field)) byName.set(column, field);
    else if (column !== '') ignored.push(column);
  }
  return { byName, ignored };
}

/** The cells of a row that say something. */
export function cellsOf(byName: ReadColumns['byName'], cells: ReadonlyMap<string, string>): Cells {
  const said = [...byName].flatMap(([column, field]) => {
    const text = cells.get(column)?.trim() ?? '';
    return text === '' ? [] : [[field, text] as const];
  });
  return Object.fromEntries(said);
}

const answers: Readonly<Record<string, boolean>> = { yes: true, true: true, no: false, false: false };

/** The customer that a row tells of. */
export function customerOfRow({ id, email = '', newsletter, groups, ...cells }: Cells): ToldCustomer {
  const names = groups === undefined ? [] : readListCell(groups);
  if (names === undefined) return fault(email, 'Tags: a quote does not end.');
  const consent = newsletter === undefined ? undefined : answers[newsletter.toLowerCase()];
  if (newsletter !== undefined && consent === undefined)
    return fault(email, 'Accepts Email Marketing: please give yes or no.');
  const address = addressOf(cells);
  const { firstName, lastName, company } = cells;
  const profile = { firstName, lastName, ...(address === undefined && { company }) };
  const addresses = address === undefined ? [] : [address];
  return { kind: 'customer', record: { id, email, profile, addresses, groups: names, newsletter: consent } };
}

/** The default address; a company alone is the customer's own, as exports have it. */
function addressOf({ firstName, lastName, ...cells }: Cells): ToldAddress | undefined {
  const { company, line1, line2, city, region, countryCode, postalCode, phone } = cells;
  const parts = {
    line1,
    line2,
    city,
    region,
    countryCode,
    postalCode: plain(postalCode),
    phone: plain(phone),
  };
  if (Object.values(parts).every((part) => part === undefined)) return undefined;
  return {
    isDefault: true,
    firstName: firstName ?? lastName,
    lastName: firstName && lastName,
    company,
    ...parts,
  };
}

/** Digits without the apostrophe with which Shopify keeps spreadsheets from taking them for numbers. */
function plain(text: string | undefined): string | undefined {
  return text?.replace(/^'(?=[\d+])/, '');
}
