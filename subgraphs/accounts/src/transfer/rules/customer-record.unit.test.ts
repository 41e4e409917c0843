import { expect, it } from 'vitest';
import { customerColumns, jsonOfCustomer, rowOfCustomer, type ExportedCustomer } from './customer-record.ts';

const address = {
  firstName: 'Kim',
  lastName: null,
  company: 'Harbour',
  line1: '1 Example Street',
  line2: null,
  city: 'Berlin',
  region: null,
  postalCode: '10115',
  countryCode: 'DE',
  phone: '+49 30 1234567',
};
const customer: ExportedCustomer = {
  id: '0197e6a0-0000-7000-8000-000000000001',
  email: 'kim@example.com',
  firstName: 'Kim',
  lastName: 'Shopper',
  company: 'Example Ltd',
  vatId: null,
  locale: 'en',
  emailVerifiedAt: new Date(0),
  disabledAt: null,
  createdAt: new Date(0),
  addresses: [
    { ...address, isDefault: true },
    { ...address, line1: '2 Other Street', isDefault: false },
  ],
  groups: ['Trade', 'North, East'],
};
const named = (one: ExportedCustomer) => {
  const row = rowOfCustomer(one);
  expect(row).toHaveLength(customerColumns.length);
  return Object.fromEntries(customerColumns.map((name, index) => [name, row[index]]));
};

it('has in a table the default address and the groups', () => {
  expect(named(customer)).toMatchObject({
    Email: 'kim@example.com',
    'Default Address Company': 'Harbour',
    'Default Address Address1': '1 Example Street',
    'Default Address Country Code': 'DE',
    'Default Address Phone': '+49 30 1234567',
    Tags: 'Trade, "North, East"',
  });
  expect(named({ ...customer, addresses: [], groups: [] })).toMatchObject({
    'Default Address Company': 'Example Ltd',
    'Default Address Address1': null,
    Tags: '',
  });
});

it('has in a line of JSON all addresses, and whether the customer may sign in', () => {
  expect(jsonOfCustomer(customer)).toMatchObject({
    isEmailVerified: true,
    isDisabled: false,
    addresses: [{ isDefault: true }, { line1: '2 Other Street' }],
  });
});
