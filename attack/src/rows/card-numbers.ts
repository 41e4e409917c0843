import { randomUUID } from 'node:crypto';
import { domains } from '@cartwright/events';
import { sampleAddressIn } from '@cartwright/sample-data';
import type { Attack, Transport } from '../attack.ts';
import { graphqlOverSocket } from '../target/graphql-over-socket.ts';
import { graphqlOverStream } from '../target/graphql-over-stream.ts';
import { holdersOf } from '../target/holders-of.ts';
import { fillCart, findVariant, newCustomer, password, placeInput } from '../target/people.ts';
import { staffOf } from '../target/staff.ts';
import type { Target } from '../target/target.ts';
import type { GraphqlAnswer, Visitor } from '../target/visitor.ts';

/** A number of Visa's that nobody has had before: each row has its own, so that what one leaves behind is not another's. */
function newNumber(): string {
  const digits = `4${Array.from({ length: 14 }, () => Math.floor(Math.random() * 10)).join('')}`;
  const sum = Array.from(digits).reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

const inFours = (number: string, by: string): string => number.match(/\d{4}/g)?.join(by) ?? number;
const moved = (number: string, zero: number): string =>
  number.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
const fullWidthZero = 0xff10;
const arabicZero = 0x0660;

interface Place {
  readonly what: string;
  readonly transport?: Transport;
  /** How the number is written; plain when not given. */
  readonly written?: (number: string) => string;
  readonly ask: (target: Target, number: string) => Promise<GraphqlAnswer>;
}

const text = (value: string): string => JSON.stringify(value);
const outcome = '{ __typename ... on InvalidInputError { fields { code } } }';
const registration = (lastName: string): string => `mutation { result: customerRegister(input: {
  email: "card-${randomUUID()}@example.com", password: ${text(password)}, firstName: "Sam", lastName: ${text(lastName)} }) ${outcome} }`;
const placeOrder = `mutation ($input: OrderPlaceInput!) { result: orderPlace(input: $input) ${outcome} }`;

async function orderWith(target: Target, changes: object): Promise<GraphqlAnswer> {
  const buyer = await newCustomer(target.newVisitor());
  const { id } = await findVariant(buyer);
  const input = { ...placeInput(await fillCart(buyer, id)), ...changes };
  return buyer.ask(placeOrder, { input });
}

/** What customers and staff type, by what it is. */
const asCustomer = (what: string, mutation: (number: string, productId: string) => string): Place => ({
  what,
  ask: async ({ newVisitor }, number) => {
    const customer = await newCustomer(newVisitor());
    return customer.ask(mutation(text(number), (await findVariant(customer)).productId));
  },
});
const asStaff = (what: string, mutation: (number: string, variantId: string) => string): Place => ({
  what,
  written: (number) => inFours(number, ' '),
  ask: async (target, number) => {
    const staff = await staffOf(target);
    return staff.ask(mutation(text(`Card ${number}`), (await findVariant(staff)).id));
  },
});

const over: Partial<Record<Transport, (visitor: Visitor, query: string) => Promise<GraphqlAnswer>>> = {
  WebSocket: graphqlOverSocket,
  SSE: (visitor, query) => graphqlOverStream(visitor, query, 'SSE'),
  multipart: (visitor, query) => graphqlOverStream(visitor, query, 'multipart'),
};

const places: readonly Place[] = [
  {
    what: 'a name',
    written: (number) => inFours(number, ' '),
    ask: ({ newVisitor }, number) => newVisitor().ask(registration(number)),
  },
  ...Object.entries(over).map(([transport, send]): Place => ({
    what: `a name over ${transport}`,
    transport: transport as Transport,
    ask: ({ newVisitor }, number) => send(newVisitor(), registration(number)),
  })),
  {
    what: 'a name, in digits of another script',
    written: (number) => moved(number, arabicZero),
    ask: ({ newVisitor }, number) => newVisitor().ask(registration(number)),
  },
  {
    what: 'a line of an address',
    written: (number) => inFours(number, '-'),
    ask: (target, number) =>
      orderWith(target, { shippingAddress: { ...sampleAddressIn('DE'), line1: `Road ${number}` } }),
  },
  {
    what: 'an idempotency key',
    ask: (target, number) => orderWith(target, { idempotencyKey: `order-${number}` }),
  },
  {
    what: 'the token of a payment',
    ask: (target, number) => orderWith(target, { paymentMethod: { token: number } }),
  },
  asCustomer(
    'the title of a review',
    (number, product) =>
      `mutation { result: reviewCreate(input: { productId: "${product}", rating: 5, title: ${number}, body: "Good." }) ${outcome} }`,
  ),
  {
    ...asCustomer(
      'the text of a review',
      (number, product) =>
        `mutation { result: reviewCreate(input: { productId: "${product}", rating: 5, title: "Good", body: ${number} }) ${outcome} }`,
    ),
    written: (number) => `My card is ${moved(inFours(number, '\u2009'), fullWidthZero)}.`,
  },
  asCustomer(
    'the name of a firm',
    (number) => `mutation { result: customerUpdate(input: { company: ${number} }) ${outcome} }`,
  ),
  asCustomer(
    'the address of a cart',
    (number) => `mutation { result: cartCreate(input: { idempotencyKey: "${randomUUID()}",
      buyerIdentity: { countryCode: "DE", postalCode: ${number} } }) ${outcome} }`,
  ),
  asStaff(
    'the reason for a price',
    (number, variant) => `mutation { result: variantPriceUpdate(input: { variantId: "${variant}",
      price: { amount: "9.99", currencyCode: EUR }, reason: ${number} }) ${outcome} }`,
  ),
  asStaff(
    'the reason for a sale',
    (number, variant) => `mutation { result: variantPricesUpdate(input: { prices: [{ variantId: "${variant}",
      price: { amount: "9.99", currencyCode: EUR } }], reason: ${number} }) ${outcome} }`,
  ),
  asStaff(
    'the name of a category',
    (number) => `mutation { result: categoryCreate(input: { name: ${number} }) ${outcome} }`,
  ),
  asStaff(
    'a query that products are pinned for',
    (number, any) =>
      `mutation { result: searchPinsSet(input: { query: ${number}, productIds: ["${any}"] }) ${outcome} }`,
  ),
  asStaff(
    'the name of a range in a facet',
    (number) => `mutation { result: searchFacetRangesUpdate(input: { version: 0, facets: [
        { code: "price", currency: EUR, ranges: [{ label: ${number}, max: "50" }] }] }) ${outcome} }`,
  ),
  asStaff(
    'the name of a product type',
    (number) =>
      `mutation { result: productTypeCreate(input: { name: ${number}, attributes: [] }) ${outcome} }`,
  ),
  asStaff(
    'a metafield of a product',
    (
      number,
      any,
    ) => `mutation { result: catalogueMetafieldsSet(input: { ownerType: PRODUCT, ownerId: "${any}",
      metafields: [{ namespace: "care", key: "washing", type: SINGLE_LINE_TEXT, value: ${number} }] }) ${outcome} }`,
  ),
  asStaff(
    'what staff keep of a cart',
    (number, any) => `mutation { result: cartPrivateMetafieldsSet(input: { cartId: "${any}",
      metafields: [{ namespace: "desk", key: "note", type: SINGLE_LINE_TEXT, value: ${number} }] }) ${outcome} }`,
  ),
  asStaff(
    'a translation',
    (
      number,
      any,
    ) => `mutation { result: catalogueTranslationsUpdate(input: { ownerType: PRODUCT, ownerId: "${any}",
      language: "de", version: 1, texts: [{ field: NAME, text: ${number} }] }) ${outcome} }`,
  ),
  asCustomer(
    'the words of a gift card',
    (number) => `mutation { result: cartMetafieldsSet(input: { cartId: "${randomUUID()}",
      metafields: [{ namespace: "gift", key: "message", type: MULTI_LINE_TEXT, value: ${number} }] }) ${outcome} }`,
  ),
  asCustomer(
    'a note on a cart',
    (number) =>
      `mutation { result: cartDetailsUpdate(input: { cartId: "${randomUUID()}", note: ${number} }) ${outcome} }`,
  ),
  asCustomer(
    'an engraving of what is put into a cart',
    (
      number,
    ) => `mutation { result: cartLinesAdd(input: { cartId: "${randomUUID()}", idempotencyKey: "${randomUUID()}",
      lines: [{ variantId: "${randomUUID()}", metafields: [
        { namespace: "gift", key: "engraving", type: SINGLE_LINE_TEXT, value: ${number} }] }] }) ${outcome} }`,
  ),
  asStaff(
    'the name of a collection',
    (number) => `mutation { result: collectionCreate(input: { name: ${number} }) ${outcome} }`,
  ),
  asStaff(
    'the name of a brand',
    (number) => `mutation { result: brandCreate(input: { name: ${number} }) ${outcome} }`,
  ),
  asStaff(
    'the text of a product',
    (number, any) =>
      `mutation { result: productUpdate(input: { id: "${any}", version: 1, description: ${number} }) ${outcome} }`,
  ),
  asStaff(
    'what a webhook is for',
    (number) => `mutation { result: webhookCreate(input: {
      url: "https://webhooks.invalid/", description: ${number} }) ${outcome} }`,
  ),
  asStaff(
    'the name of a file',
    (number) =>
      `mutation { result: mediaUploadCreate(input: { filename: ${number}, mediaType: "image/jpeg", byteSize: 10 }) ${outcome} }`,
  ),
  asStaff(
    'the reason for a decision on a payment',
    (number, any) =>
      `mutation { result: paymentReviewApprove(input: { orderId: "${any}", reason: ${number} }) ${outcome} }`,
  ),
  asStaff(
    'the name of a key',
    (number) =>
      `mutation { result: apiKeyCreate(input: { name: ${number}, permissions: [REVIEWS_MODERATE] }) ${outcome} }`,
  ),
];

/** For its number, and for nothing else. */
const isRefused = ({ body }: GraphqlAnswer): boolean => /"CARD_NUMBER"|number of the payment card/.test(body);

/** Numbers of payment cards where none belongs: refused, told nobody, and kept nowhere (PCI DSS, requirement 3). */
export const cardNumberAttacks: readonly Attack[] = places.map(
  ({ what, transport = 'HTTP', written = (number) => number, ask }) => ({
    name: `types the number of a card into ${what}`,
    threat: 'API3',
    transport,
    expected: 'refused, and in no table, log or mail',
    run: async (target) => {
      const number = newNumber();
      const answer = await ask(target, written(number));
      const forms = [number, written(number)];
      const isRepeated = forms.some((form) => answer.body.includes(form));
      const verdict = isRefused(answer) ? 'refused' : 'taken';
      const got = [verdict, ...(isRepeated ? ['repeated'] : [])];
      const held = isRefused(answer) && !isRepeated;
      const look = async () => {
        const holders = await holdersOf(target, domains, forms);
        return { held: held && holders.length === 0, got: [...got, ...holders].join(', ') };
      };
      return { held, got: got.join(', '), look };
    },
  }),
);
