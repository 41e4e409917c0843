import { readFileSync } from 'node:fs';
import { buildSchema, getNamedType, isObjectType } from 'graphql';
import { expect, inject, it } from 'vitest';
import { graphqlClient } from '../support/graphql-client.ts';
import { fillCart, findVariant, followToEnd, placeInput, placeOrder, signIn } from '../support/shopper.ts';
import { staffClient } from '../support/staff.ts';
import { SeenObjects } from './seen-objects.ts';
import { selectAll } from './select-all.ts';

const graphqlUrl = inject('graphqlUrl');
const visitor = graphqlClient(graphqlUrl);
const schema = buildSchema(readFileSync(new URL('../../api/schema.graphql', import.meta.url), 'utf8'));

/** The queries that are walked, with arguments that make them meet the same things in several ways. */
const forVisitors = {
  products: [
    '(first: 9)',
    '(first: 9, sort: NAME)',
    '(first: 9, category: "clothing")',
    '(first: 5, filters: { availableForSale: true })',
  ],
  product: ['(slug: "kiln-speckled-mug")'],
  categories: [''],
  category: ['(slug: "mugs")', '(slug: "kitchen-dining")'],
  productSearch: [
    '(input: { query: "mug", first: 9 })',
    '(input: { query: "cotton", first: 9, filters: { options: [{ name: "Colour", values: ["Black"] }] } })',
  ],
  searchSuggest: ['(query: "mu")'],
  shop: [''],
  paymentMethods: [''],
};
const forCustomers = {
  me: [''],
  cart: [''],
  orders: ['(first: 3)', '(first: 3, status: CONFIRMED)'],
  notifications: ['(first: 5)'],
};
const forStaff = {
  orders: ['(first: 3)'],
  staffActions: ['(first: 5)'],
  parkedMessages: ['(first: 5)'],
  stuckCheckouts: ['(first: 5)'],
  hiddenReviews: ['(first: 5)'],
  staffMembers: ['(first: 5)'],
  staffRoles: [''],
  stockLocations: [''],
  events: ['(first: 3)'],
  promotions: ['(first: 5)'],
  taxClasses: [''],
  taxRates: ['(first: 5)'],
  taxZones: [''],
};

/** There are none until staff, a customer or the operator have done something. */
const onlyLater = [
  'Alert',
  'Consent',
  'CustomerGroup',
  'CustomerImport',
  'Identity',
  'IdentityProvider',
  'Passkey',
  'ParkedMessage',
  'PictureFetch',
  'StaffAction',
  'ReviewModeration',
  'Fulfillment',
  'ApiKey',
  'StaffInvitation',
  'Webhook',
  'WebhookDelivery',
  'MediaFile',
  'ProductDocument',
  'ProductModel3d',
  'ProductVideo',
  'ProductExternalVideo',
  'UrlRedirect',
  'SearchPins',
  'SearchTerm',
  'PriceList',
  'ProductImport',
  'VariantSale',
  'FlashOffer',
  'StockMovement',
  'StockTransfer',
  'InboundShipment',
  'PickupLocation',
  'PromotionCode',
  'ProductType',
  'CartMetafieldDefinition',
  'CatalogueMetafieldDefinition',
  'CustomerMetafieldDefinition',
  'OrderMetafieldDefinition',
  'WishList',
  'WishListItem',
];

function queriesOf(fields: Readonly<Record<string, readonly string[]>>): string[] {
  const root = schema.getQueryType()?.getFields() ?? {};
  return Object.entries(fields).flatMap(([name, variants]) => {
    const field = root[name];
    if (field === undefined) throw new Error(`There is no query ${name}`);
    return variants.flatMap((args) =>
      [1, 2].map((depth) => `{ ${name}${args} ${selectAll(getNamedType(field.type), depth)} }`),
    );
  });
}

it('no two objects of one type have the same id, and each has one id wherever it is met', async () => {
  const buyer = await signIn(visitor, 'shopper@example.com', 'let-me-shop-2026');
  const { id: variantId } = await findVariant(visitor, 10, 8);
  const order = await placeOrder(buyer, placeInput(await fillCart(buyer, [{ variantId, quantity: 1 }])));
  await followToEnd(buyer, order.id);
  await fillCart(buyer, [{ variantId, quantity: 1 }]);
  const ofOrder = { order: [`(id: "${order.id}")`] };
  const staff = await staffClient(graphqlUrl);
  const types = new Set<string>();
  for (const [client, fields] of [
    [visitor, forVisitors],
    [buyer, { ...forCustomers, ...ofOrder }],
    [staff, { ...forStaff, ...ofOrder }],
  ] as const) {
    const seen = new SeenObjects(); // a cache is of one viewer
    for (const query of queriesOf(fields)) {
      const { data, errors } = await client.send(query);
      expect({ query, refused: data === null ? errors : [] }).toEqual({ query, refused: [] });
      seen.add(data);
    }
    expect(seen.differences).toEqual([]);
    for (const type of seen.types()) types.add(type);
  }
  const withId = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && 'id' in type.getFields())
    .map(({ name }) => name);
  const missed = withId.filter((name) => !types.has(name) && !onlyLater.includes(name));
  expect(missed).toEqual([]);
});
