import type { TestViewer } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import type { TestCarts } from './start-test-carts.ts';

/** Somebody who manages taxes. */
export const taxStaff = {
  id: uuidv7(),
  role: 'STAFF',
  permissions: ['TAXES_MANAGE'],
} as const satisfies TestViewer;

const rateFields = 'id countryCode region taxClass { code } basisPoints isInForce source readOn version';
const zoneFields = 'id countryCode region pricesIncludeTax rounding deliveryTax assumedFor version';

/** By mutation, what is selected of its success. */
const success: Readonly<Record<string, string>> = {
  taxClassCreate: 'taxClass { id code name version }',
  taxClassUpdate: 'taxClass { id code name version }',
  taxClassDelete: 'taxClassId',
  taxZoneSet: `zone { ${zoneFields} }`,
  taxZoneDelete: 'zoneId',
  taxRateCreate: `rate { ${rateFields} }`,
  taxRateUpdate: `rate { ${rateFields} }`,
  taxRateDelete: 'rateId',
  taxRatesSet: `results { index rate { ${rateFields} } errors { __typename
    ... on TaxRateOverlapsError { rate { id } } ... on InvalidInputError { fields { path code } } } }`,
  taxSettingsUpdate: 'settings { shopCountry trustsFormat version }',
  customerTaxExemptionSet: 'exemption { customer { id } ground until }',
  customerTaxExemptionRemove: 'customerId',
};

/** Sends one mutation of taxes by its name and input; an error has its own fields. */
export async function changeTax<Result = Record<string, unknown>>(
  { graphql }: TestCarts,
  name: string,
  input: object,
): Promise<Result & { readonly __typename: string }> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const { data, errors } = await graphql<{ result: Result & { readonly __typename: string } }>(
    taxStaff,
    `mutation ($input: ${type}Input!) { result: ${name}(input: $input) {
      __typename
      ... on ${type}Success { ${success[name] ?? ''} }
      ... on UserError { message ... on InvalidInputError { fields { path code } } }
    } }`,
    { input },
  );
  if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join('; '));
  return data.result;
}

/** A rate as staff type it: of a country that has none to begin with. */
export function rateInput(more: object = {}): object {
  const said = { source: 'The law', readOn: '2026-11-20' };
  return { countryCode: 'US', region: 'CA', basisPoints: 725, ...said, ...more };
}
