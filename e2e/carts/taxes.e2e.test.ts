import { randomUUID } from 'node:crypto';
import { waitFor } from '@cartwright/testing';
import { expect, inject, it } from 'vitest';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { mutate } from '../support/mutate.ts';
import { fillCart, findVariant, guest, register } from '../support/shopper.ts';
import { exemptFromTax, staffClient } from '../support/staff.ts';

const graphqlUrl = inject('graphqlUrl');

interface Kept {
  readonly id: string;
  readonly version: number;
}
interface Result {
  readonly __typename: string;
  readonly zone: Kept;
  readonly rate: Kept;
  readonly results: readonly { readonly rate: Kept | null; readonly errors: readonly object[] }[];
}

const change = (client: GraphqlClient, name: string, input: object, success = '__typename') =>
  mutate<Result>(client, {
    name,
    input,
    select: `__typename ... on ${name.charAt(0).toUpperCase()}${name.slice(1)}Success { ${success} }`,
  });

it('staff say how a state taxes, which products have a rate of their own there, and from when another one holds', async () => {
  const staff = await staffClient(graphqlUrl);
  const place = { countryCode: 'US', region: 'VT' };
  const said = { ...place, source: 'Vermont Department of Taxes', readOn: '2026-11-20' };
  const terms = { ...place, pricesIncludeTax: false };
  const { zone } = await change(staff, 'taxZoneSet', terms, 'zone { id version }');
  const rate = { ...said, basisPoints: 600 };
  const made = await change(staff, 'taxRateCreate', { rate }, 'rate { id version }');

  const [ends, begins] = ['2060-01-01T00:00:00Z', '2060-01-01T00:00:00Z'];
  const { results } = await change(
    staff,
    'taxRatesSet',
    {
      rates: [
        { rate: { ...rate, basisPoints: 650, validFrom: begins } },
        { ...made.rate, rate: { ...rate, validUntil: ends } },
        { rate: { ...rate, basisPoints: 650, validFrom: begins } },
        { rate: { ...said, taxClass: 'FOOD', basisPoints: 0 } },
      ],
    },
    'results { rate { id version } errors { __typename } }',
  );
  expect(results.map(({ errors }) => errors)).toEqual([
    [{ __typename: 'TaxRateOverlapsError' }],
    ...[[], [], []],
  ]);

  const { taxZones } = await staff.ask<{ taxZones: readonly { readonly region: string | null }[] }>(
    `query ($at: DateTime) { taxZones(filters: { countryCodes: ["US"] }) {
      region pricesIncludeTax classes { taxClass { code } basisPoints isFallback }
      later: classes(at: $at) { taxClass { code } basisPoints } } }`,
    { at: begins },
  );
  expect(taxZones.find(({ region }) => region === 'VT')).toMatchObject({
    pricesIncludeTax: false,
    classes: expect.arrayContaining([
      { taxClass: null, basisPoints: 600, isFallback: false },
      { taxClass: { code: 'BOOKS' }, basisPoints: 600, isFallback: true },
      { taxClass: { code: 'FOOD' }, basisPoints: 0, isFallback: false },
    ]) as object,
    later: expect.arrayContaining([
      { taxClass: null, basisPoints: 650 },
      { taxClass: { code: 'BOOKS' }, basisPoints: 650 },
      { taxClass: { code: 'FOOD' }, basisPoints: 0 },
    ]) as object,
  });

  const trail = async () => {
    const { staffActions } = await staff.ask<{ staffActions: { nodes: readonly { operation: string }[] } }>(
      `query ($target: ID) { staffActions(filters: { target: $target }) { nodes { operation } } }`,
      { target: made.rate.id },
    );
    return staffActions.nodes.map(({ operation }) => operation).toSorted();
  };
  await waitFor(async () => (await trail()).length === 2, { describe: 'what staff did to the rate' });
  expect(await trail()).toEqual(['taxRateCreate', 'taxRatesSet']);

  for (const { rate: kept } of results) if (kept !== null) await change(staff, 'taxRateDelete', kept);
  expect((await change(staff, 'taxZoneDelete', zone)).__typename).toBe('TaxZoneDeleteSuccess');
});

it('a customer is exempt because staff say so, and a business says its VAT number', async () => {
  const staff = await staffClient(graphqlUrl);
  const visitor = await guest(graphqlUrl);
  const { id: variantId } = await findVariant(visitor, 20, 66);
  const { id: cartId } = await fillCart(visitor, [{ variantId, quantity: 1 }]);
  const buyer = await register(visitor);
  const { me } = await buyer.ask<{ me: { id: string } }>('{ me { id } }');
  const ground = `Embassy ${randomUUID()}`;
  await exemptFromTax(staff, me.id, ground);
  const seen = await buyer.ask('{ me { taxExemption { ground until customer { email } } } }');
  expect(seen).toMatchObject({ me: { taxExemption: { ground, until: null } } });

  const identity = { cartId, vatId: 'at u12011204', company: 'Stools & Sons' };
  const said = await mutate<{ cart: object }>(buyer, {
    name: 'cartTaxIdentityUpdate',
    input: identity,
    select: '... on CartSuccess { cart { taxIdentity { vatId company status checkedAt } } }',
  });
  // The sample store asks no register.
  const kept = { vatId: 'ATU12011204', company: 'Stools & Sons', status: 'UNCHECKED', checkedAt: null };
  expect(said.cart).toEqual({ taxIdentity: kept });
  const ended = await change(staff, 'customerTaxExemptionRemove', { customerId: me.id });
  expect(ended.__typename).toBe('CustomerTaxExemptionRemoveSuccess');
  expect(await buyer.ask('{ me { taxExemption { ground } } }')).toMatchObject({ me: { taxExemption: null } });
});
