import { expect, it } from 'vitest';
import { asReference } from './metafield-reference.ts';
import { showMetafield } from './metafield.ts';

const id = '019a0c1e-6f00-7abc-8def-0123456789ab';
const named = { namespace: 'care', key: 'fee', visibility: 'PUBLIC' } as const;

it('a metafield is shown with what its type says beside the text of its value', () => {
  const fee = { ...named, type: 'MONEY', value: '{"amount":"12.90","currencyCode":"EUR"}' } as const;
  const brand = { ...named, type: 'REFERENCE', value: `{"type":"BRAND","id":"${id}"}` } as const;
  const text = { ...named, type: 'JSON', value: fee.value } as const;
  const digest = expect.stringMatching(/^[\da-f]{32}$/) as string;
  expect([fee, brand, text].map(showMetafield)).toEqual([
    { ...fee, digest, money: { amount: '12.90', currencyCode: 'EUR' }, reference: null },
    { ...brand, digest, money: null, reference: { type: 'BRAND', targetId: id } },
    { ...text, digest, money: null, reference: null },
  ]);
});

it.each([
  [
    { type: 'PRODUCT', targetId: id.toUpperCase() },
    { type: 'PRODUCT', targetId: id },
  ],
  [{ type: 'PRODUCT', targetId: 'mug' }, null],
  [{ type: 'PRODUCT', targetId: undefined }, null],
  [{ type: 'toString', targetId: id }, null],
  [{ type: {}, targetId: id }, null],
])('what another server refers to with %j is %j', (given, reference) => {
  expect(asReference(given)).toEqual(reference);
});
