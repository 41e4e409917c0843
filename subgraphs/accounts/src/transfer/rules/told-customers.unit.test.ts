import { Refusal } from '@cartwright/transfer';
import { expect, it } from 'vitest';
import { readableCustomer } from './readable-customer.ts';
import { customerOfJson } from './record-of-json.ts';
import { cellsOf, customerOfRow, readColumns } from './record-of-row.ts';

/** What a table of one row tells. */
function told(row: Readonly<Record<string, string>>) {
  const { byName } = readColumns(Object.keys(row));
  return customerOfRow(cellsOf(byName, new Map(Object.entries(row))));
}

function messagesOf(one: ReturnType<typeof told>): readonly string[] {
  try {
    readableCustomer(one);
    return [];
  } catch (error) {
    return error instanceof Refusal ? error.messages : [String(error)];
  }
}

it('takes columns in any case, of older files too, and names those that say nothing', () => {
  const { byName, ignored } = readColumns(['EMAIL', 'Address1', 'Default Address Address1', 'Note', '']);
  expect([...byName]).toEqual([
    ['EMAIL', 'email'],
    ['Address1', 'line1'],
  ]);
  expect(ignored).toEqual(['Default Address Address1', 'Note']);
});

it('says nothing of what is empty', () => {
  const one = told({ Email: 'KIM@example.com', 'First Name': ' ', Tags: '', 'Accepts Email Marketing': '' });
  expect(readableCustomer(one)).toEqual({
    ...{ id: null, email: 'kim@example.com', profile: {}, addresses: [], groups: [], newsletter: null },
  });
});

it('has an address where a street or a town is told, and a company alone as the own', () => {
  const company = told({ Email: 'kim@example.com', 'Default Address Company': 'Harbour' });
  expect(readableCustomer(company)).toMatchObject({ profile: { company: 'Harbour' }, addresses: [] });
  const address = told({
    ...{ Email: 'kim@example.com', 'Last Name': 'Shopper', 'Default Address Company': 'Harbour' },
    ...{ 'Default Address Address1': '1 Street', 'Default Address City': 'Berlin' },
    ...{ 'Default Address Zip': "'10115", 'Default Address Country Code': 'de' },
  });
  expect(readableCustomer(address)).toMatchObject({
    profile: { lastName: 'Shopper' },
    addresses: [
      { isDefault: true, firstName: 'Shopper', lastName: null, company: 'Harbour', postalCode: '10115' },
    ],
  });
});

it.each([
  ['yes', true],
  ['No', false],
  ['TRUE', true],
])('takes %s for an answer', (text, newsletter) => {
  expect(readableCustomer(told({ Email: 'kim@example.com', 'Accepts Marketing': text }))).toMatchObject({
    newsletter,
  });
});

it('refuses what is no answer, no address, no list and no text, and numbers of cards', () => {
  const email = 'kim@example.com';
  expect(messagesOf(told({ Email: email, 'Accepts Email Marketing': 'perhaps' }))[0]).toMatch(/yes or no/);
  expect(messagesOf(told({ Email: 'kim' }))[0]).toMatch(/^email: /);
  expect(messagesOf(told({ Email: '' }))[0]).toMatch(/^email: /);
  expect(messagesOf(told({ Email: email, Tags: '"Trade' }))[0]).toMatch(/quote/);
  expect(messagesOf(told({ Email: email, Tags: 'A\0' }))[0]).toMatch(/characters that are not text/);
  expect(messagesOf(told({ Email: email, 'First Name': '4111111111111111' }))[0]).toMatch(/payment card/);
});

it('names all that is wrong with a line of JSON', () => {
  expect(customerOfJson({ email: 1, groups: 'Trade' })).toMatchObject({
    kind: 'fault',
    subject: '',
    messages: [expect.stringMatching(/^email: /), expect.stringMatching(/^groups: /)],
  });
  expect(customerOfJson(null)).toMatchObject({ kind: 'fault' });
  const address = { line1: '1 Street', countryCode: 'XX' };
  expect(messagesOf(customerOfJson({ email: 'kim', addresses: [address] })).length).toBeGreaterThan(1);
});
