import { randomUUID } from 'node:crypto';
import { sampleAddressIn } from '@cartwright/sample-data';
import { describe, expect, inject, it } from 'vitest';
import { graphqlClient, type GraphqlClient } from '../support/graphql-client.ts';
import { mutate } from '../support/mutate.ts';
import {
  fillCart,
  findVariant,
  guest,
  place,
  placeInput,
  placeOrder,
  register,
  type Cart,
} from '../support/shopper.ts';

const graphqlUrl = inject('graphqlUrl');
const visitor = graphqlClient(graphqlUrl);

interface Field {
  name: string;
  label: string;
  required: boolean;
  example: string | null;
  options: { value: string; label: string }[] | null;
}
interface Country {
  countryCode: string;
  name: string;
  fields: Field[];
}

/** What a form in this language would ask for in a country. */
async function formFor(countryCode: string, language: string): Promise<Country> {
  const { shop } = await visitor.ask<{ shop: { shipsTo: Country[] } }>(
    `query ($countryCode: String, $language: String) {
      shop { shipsTo(countryCode: $countryCode, language: $language) {
        countryCode name fields { name label required maxLength example options { value label } optionsOnly } } } }`,
    { countryCode, language },
  );
  const [country] = shop.shipsTo;
  if (country === undefined) throw new Error(`Nothing is sent to ${countryCode}.`);
  return country;
}

/** A guest whose cart is quoted for a country. */
async function readyToSendTo(countryCode: string, skip: number) {
  const buyer = await guest(graphqlUrl);
  const variant = await findVariant(visitor, 10, skip);
  const { id: cartId } = await fillCart(buyer, [{ variantId: variant.id, quantity: 1 }]);
  const { cart } = await mutate<{ cart: Cart }>(buyer, {
    name: 'cartBuyerIdentityUpdate',
    input: { cartId, buyerIdentity: { countryCode } },
    select: `... on CartSuccess {
      cart { id deliveryOptions { code price { amount currencyCode } cartTotal { amount currencyCode } } } }`,
  });
  return { buyer, input: placeInput(cart) };
}

async function addressOf(buyer: GraphqlClient, orderId: string) {
  const { order } = await buyer.ask<{ order: { shippingAddress: object } }>(
    `query ($id: ID!) { order(id: $id) { shippingAddress {
      firstName lastName city region postalCode countryCode phone formatted(language: "en") } } }`,
    { id: orderId },
  );
  return order.shippingAddress;
}

const street = { firstName: 'Sam', lastName: 'Shopper', line1: '1 Example Street' };

describe('an order goes to an address as its country has it', () => {
  it.each([
    [
      'the United States, with a state by its name',
      { ...street, city: 'Portland', region: 'oregon', postalCode: '97209', countryCode: 'us' },
      { region: 'OR', countryCode: 'US' },
      ['Sam Shopper', '1 Example Street', 'Portland, OR 97209', 'United States'],
    ],
    [
      'Japan, from a keyboard of its own and without a city',
      {
        firstName: '太郎',
        lastName: '山田',
        line1: '渋谷区神宮前1-2-3',
        region: '東京都',
        postalCode: '１５０ー０００１',
        countryCode: 'JP',
      },
      { city: null, postalCode: '150-0001' },
      ['〒150-0001', '東京都', '渋谷区神宮前1-2-3', '山田 太郎', 'Japan'],
    ],
    [
      'Ireland, without a postal code',
      { ...street, city: 'Dublin', countryCode: 'IE' },
      { postalCode: null },
      ['Sam Shopper', '1 Example Street', 'Dublin', 'Ireland'],
    ],
    [
      'a person with one name and a phone with an extension',
      {
        firstName: 'Sukarno',
        line1: 'Torstraße 1',
        city: 'Berlin',
        postalCode: 'D-10115',
        countryCode: 'DE',
        phone: '+49\u00a030\u00a0123456 ext.\u00a012',
      },
      { lastName: null, postalCode: '10115', phone: '+49 30 123456 ext. 12' },
      ['Sukarno', 'Torstraße 1', '10115 Berlin', 'Germany'],
    ],
  ])('to %s', async (_where, shippingAddress, kept, formatted) => {
    const { buyer, input } = await readyToSendTo(shippingAddress.countryCode, 40);
    const { id } = await placeOrder(buyer, { ...input, shippingAddress } as typeof input);
    expect(await addressOf(buyer, id)).toMatchObject({ ...kept, formatted });
  });

  it('and is refused where the country needs more', async () => {
    const { buyer, input } = await readyToSendTo('US', 41);
    const shippingAddress = { ...input.shippingAddress, countryCode: 'US' as const };
    const answer = await place(buyer, { ...input, shippingAddress });
    expect(answer.__typename).toMatch(/^Invalid/);
    expect((await place(buyer, { ...input, shippingAddress: sampleAddressIn('US') })).order).toBeDefined();
  });
});

describe('a form', () => {
  it('knows the countries and what each of them needs, in the language of its reader', async () => {
    const { shop } = await visitor.ask<{ shop: { currencies: string[]; shipsTo: Country[] } }>(
      '{ shop { currencies shipsTo(language: "de") { countryCode name } } }',
    );
    expect(shop.currencies).toEqual(['EUR', 'USD']);
    expect(shop.shipsTo).toContainEqual({ countryCode: 'CY', name: 'Zypern' });
    expect(await formFor('US', 'en')).toMatchObject({
      name: 'United States',
      fields: expect.arrayContaining([
        expect.objectContaining({ name: 'region', label: 'State', required: true, optionsOnly: true }),
        expect.objectContaining({ name: 'postalCode', label: 'ZIP code', required: true }),
        expect.objectContaining({ name: 'lastName', required: false }),
      ]) as Field[],
    });
    expect((await formFor('ie', 'en')).fields.find(({ name }) => name === 'postalCode')).toMatchObject({
      label: 'Eircode',
      required: false,
    });
  });

  it('that is filled in as it says makes an address that is kept', async () => {
    const customer = await register(visitor);
    for (const countryCode of ['US', 'JP', 'IE', 'GB', 'IT', 'AU']) {
      const { fields } = await formFor(countryCode, 'en');
      const needed = fields.filter(({ required }) => required);
      const filled = needed.map(({ name, example, options }) => [
        name,
        example ?? options?.[0]?.value ?? 'Some',
      ]);
      const address = { ...(Object.fromEntries(filled) as object), countryCode };
      expect(await keep(customer, address)).toMatchObject({ __typename: 'CustomerAddressCreateSuccess' });
    }
  });
});

describe('an address book', () => {
  it('refuses an address with every field that is wrong', async () => {
    const customer = await register(visitor);
    const wrong = { firstName: ' ', line1: 'a\ud83d', countryCode: 'US', phone: 'call me' };
    expect(await keep(customer, wrong)).toEqual({
      __typename: 'InvalidInputError',
      fields: [
        { path: ['address', 'firstName'], code: 'REQUIRED' },
        { path: ['address', 'line1'], code: 'INVALID_CHARACTERS' },
        { path: ['address', 'city'], code: 'REQUIRED' },
        { path: ['address', 'region'], code: 'REQUIRED' },
        { path: ['address', 'postalCode'], code: 'REQUIRED' },
        { path: ['address', 'phone'], code: 'INVALID_FORMAT' },
      ],
    });
    const nowhere = { ...sampleAddressIn('DE'), countryCode: 'ZZ' };
    expect(await keep(customer, nowhere)).toMatchObject({
      fields: [{ path: ['address', 'countryCode'], code: 'INVALID_VALUE' }],
    });
  });

  it('is edited, has its default moved, and keeps one', async () => {
    const customer = await register(visitor);
    const berlin = await idOf(keep(customer, sampleAddressIn('DE')));
    const paris = await idOf(keep(customer, sampleAddressIn('FR')));
    expect(await bookOf(customer)).toEqual([
      ['Berlin', true],
      ['Paris', false],
    ]);
    await change(customer, 'customerAddressUpdate', { id: paris, isDefault: true });
    await change(customer, 'customerAddressUpdate', { id: berlin, address: sampleAddressIn('GB') });
    expect(await bookOf(customer)).toEqual([
      ['Paris', true],
      ['London', false],
    ]);
    await change(customer, 'customerAddressDelete', { id: paris });
    expect(await bookOf(customer)).toEqual([['London', true]]);
  });
});

async function keep(customer: GraphqlClient, address: object) {
  return mutate<{ __typename: string; address?: { id: string } }>(customer, {
    name: 'customerAddressCreate',
    input: { idempotencyKey: randomUUID(), address },
    select: `__typename
      ... on CustomerAddressCreateSuccess { address { id } }
      ... on InvalidInputError { fields { path code } }`,
  });
}

async function idOf(kept: ReturnType<typeof keep>): Promise<string> {
  return (await kept).address?.id ?? '';
}

function change(customer: GraphqlClient, name: string, input: object) {
  return mutate(customer, { name, input, select: '__typename' });
}

async function bookOf(customer: GraphqlClient) {
  const { me } = await customer.ask<{
    me: { addresses: { isDefault: boolean; address: { city: string } }[] };
  }>('{ me { addresses { isDefault address { city } } } }');
  return me.addresses.map(({ isDefault, address: { city } }) => [city, isDefault]);
}
