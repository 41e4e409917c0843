import { readInput } from '@cartwright/input';
import { expect, it } from 'vitest';
import { countryCodes } from './country-codes.ts';
import { formFields } from './form-fields.ts';
import { postalAddress } from './postal-address.ts';

const shape = (countryCode: string) =>
  formFields(countryCode).map(({ name, required }) => (required ? `${name}!` : name));

it.each([
  ['DE', ['firstName!', 'lastName', 'company', 'line1!', 'line2', 'postalCode!', 'city!', 'phone']],
  [
    'US',
    ['firstName!', 'lastName', 'company', 'line1!', 'line2', 'city!', 'region!', 'postalCode!', 'phone'],
  ],
  ['JP', ['firstName!', 'lastName', 'company', 'line1!', 'line2', 'region!', 'postalCode!', 'phone']],
  ['IE', ['firstName!', 'lastName', 'company', 'line1!', 'line2', 'city!', 'region', 'postalCode', 'phone']],
  ['SG', ['firstName!', 'lastName', 'company', 'line1!', 'line2', 'postalCode!', 'phone']],
])('a form for %s has %j', (countryCode, fields) => {
  expect(shape(countryCode)).toEqual(fields);
});

it('labels are what a country calls its fields, in the language of the form', () => {
  const labels = (country: string, language: string) =>
    Object.fromEntries(formFields(country, language).map(({ name, label }) => [name, label]));
  expect(labels('US', 'en')).toMatchObject({ region: 'State', postalCode: 'ZIP code' });
  expect(labels('GB', 'en')).toMatchObject({ city: 'Town', postalCode: 'Postal code' });
  expect(labels('US', 'de-CH')).toMatchObject({ firstName: 'Vorname', region: 'Bundesstaat' });
  expect(labels('US', 'fi')).toMatchObject({ firstName: 'First name' });
});

it('regions are offered as they are written', () => {
  const region = (country: string) => formFields(country).find(({ name }) => name === 'region');
  expect(region('US')).toMatchObject({ optionsOnly: true });
  expect(region('US')?.options).toContainEqual({ value: 'OR', label: 'Oregon' });
  expect(region('JP')?.options).toContainEqual({ value: '東京都', label: '東京都 (Tokyo)' });
  expect(region('HK')?.options).toContainEqual({ value: '九龍', label: '九龍 (Kowloon)' });
});

it.each(countryCodes)('a form for %s that is filled in as it says is taken', (countryCode) => {
  const fields = formFields(countryCode).filter(({ required }) => required);
  const filled = fields.map(({ name, example, options }) => [name, example ?? options?.[0]?.value ?? 'Any']);
  const address = { ...Object.fromEntries(filled), countryCode } as unknown;
  expect(readInput(postalAddress, address)).toMatchObject({ kind: 'valid' });
  expect(fields.every(({ label }) => /^[A-Z]/.test(label))).toBe(true);
});
