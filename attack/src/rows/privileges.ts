import { randomUUID } from 'node:crypto';
import type { Attack } from '../attack.ts';
import { refusedWith } from '../target/finding.ts';
import { findVariant, newCustomer, newGuest, password } from '../target/people.ts';

const staffOperations = {
  'sets a price': (variantId: string) => `mutation { variantPriceUpdate(input: {
    variantId: "${variantId}", price: { amount: "0.01", currencyCode: EUR } }) { __typename } }`,
  'makes a sale': (variantId: string) => `mutation { variantPricesUpdate(input: { prices: [{
    variantId: "${variantId}", price: { amount: "0.01", currencyCode: EUR } }] }) { __typename } }`,
  'makes a price list': () =>
    'mutation { priceListCreate(input: { name: "Mine", currency: EUR }) { __typename } }',
  'changes a price list': () =>
    `mutation { priceListUpdate(input: { id: "${randomUUID()}", version: 1 }) { __typename } }`,
  'deletes a price list': () =>
    `mutation { priceListDelete(input: { id: "${randomUUID()}", version: 1 }) { __typename } }`,
  'says what a list makes a variant cost': (variantId: string) => `mutation { priceListPricesUpdate(input: {
    priceListId: "${randomUUID()}", prices: [{ variantId: "${variantId}", prices: [] }] }) { __typename } }`,
  'reads price lists': () => '{ priceLists { id } }',
  'ends a sale': () => `mutation { variantSaleDelete(input: { id: "${randomUUID()}" }) { __typename } }`,
  'makes a flash offer': (
    variantId: string,
  ) => `mutation { flashOfferCreate(input: { variantId: "${variantId}", budget: 1,
    price: { amount: "0.01", currencyCode: EUR }, endsAt: "2050-01-01T00:00:00Z" }) { __typename } }`,
  'changes a flash offer': () => `mutation { flashOfferUpdate(input: {
    id: "${randomUUID()}", expectedVersion: 1, budget: 9 }) { __typename } }`,
  'ends a flash offer': () =>
    `mutation { flashOfferCancel(input: { id: "${randomUUID()}", expectedVersion: 1 }) { __typename } }`,
  'adds to the stock': (variantId: string) => `mutation { variantStockAdjust(input: {
    idempotencyKey: "${randomUUID()}", variantId: "${variantId}", delta: 5 }) { __typename } }`,
  'sells what is not there': (variantId: string) => `mutation { variantStockPolicyUpdate(input: {
    variantId: "${variantId}", version: 1, whenSoldOut: BACKORDER, backorderLimit: 9 }) { __typename } }`,
  'says what a bundle consists of': (variantId: string) => `mutation { bundlePartsUpdate(input: {
    variantId: "${variantId}", version: 1, parts: [] }) { __typename } }`,
  'makes a location of stock': () =>
    'mutation { stockLocationCreate(input: { name: "Mine" }) { __typename } }',
  'archives a location of stock': () =>
    `mutation { stockLocationArchive(input: { id: "${randomUUID()}", version: 1 }) { __typename } }`,
  'sends stock elsewhere': (variantId: string) => `mutation { stockTransferCreate(input: {
    idempotencyKey: "${randomUUID()}", fromLocationId: "${randomUUID()}", toLocationId: "${randomUUID()}",
    lines: [{ variantId: "${variantId}", quantity: 1 }] }) { __typename } }`,
  'expects stock of a supplier': (variantId: string) => `mutation { inboundShipmentCreate(input: {
    idempotencyKey: "${randomUUID()}", lines: [{ variantId: "${variantId}", quantity: 1 }] }) { __typename } }`,
  'takes in stock of a supplier': () => `mutation { inboundShipmentReceive(input: {
    idempotencyKey: "${randomUUID()}", id: "${randomUUID()}" }) { __typename } }`,
  'reads what suppliers are to bring': () => '{ inboundShipments(first: 1) { totalCount } }',
  'reads where the pieces of an order are': () => `{ orderStock(orderId: "${randomUUID()}") { quantity } }`,
  'reads what stock came in and went out': (variantId: string) =>
    `{ stockMovements(variantId: "${variantId}", first: 1) { totalCount } }`,
  'takes a product out of the shop': () => `mutation { productStatusUpdate(input: {
    id: "${randomUUID()}", version: 1, status: ARCHIVED }) { __typename } }`,
  'reads what is not published yet': () => '{ productsByStatus(status: DRAFT, first: 1) { totalCount } }',
  'makes a product':
    () => `mutation { productCreate(input: { name: "Mine", brand: "Me", categoryId: "${randomUUID()}",
    variants: [{ sku: "MINE", prices: [{ price: { amount: "0.01", currencyCode: EUR } }] }] }) { __typename } }`,
  'deletes a product': () =>
    `mutation { productDelete(input: { id: "${randomUUID()}", version: 1 }) { __typename } }`,
  'changes a variant': (
    variantId: string,
  ) => `mutation { productVariantsBulkUpdate(input: { productId: "${randomUUID()}",
    version: 1, variants: [{ id: "${variantId}", sku: "MINE" }] }) { __typename } }`,
  'makes a category': () => 'mutation { categoryCreate(input: { name: "Mine" }) { __typename } }',
  'makes a product type': () =>
    'mutation { productTypeCreate(input: { name: "Mine", attributes: [] }) { __typename } }',
  'says what a product is made of': () => `mutation { productAttributesUpdate(input: {
    id: "${randomUUID()}", version: 1, values: [] }) { __typename } }`,
  'says what a variant is made of': () => `mutation { productVariantAttributesUpdate(input: {
    productId: "${randomUUID()}", version: 1, variants: [] }) { __typename } }`,
  'recommends a product': () => `mutation { productRecommendationsUpdate(input: {
    id: "${randomUUID()}", version: 1, intent: RELATED, productIds: [] }) { __typename } }`,
  'makes a collection': () => 'mutation { collectionCreate(input: { name: "Mine" }) { __typename } }',
  'makes a brand': () => 'mutation { brandCreate(input: { name: "Mine" }) { __typename } }',
  'makes two brands one': () => `mutation { brandMerge(input: { id: "${randomUUID()}", version: 1,
    intoId: "${randomUUID()}", intoVersion: 1 }) { __typename } }`,
  'lays down what metafields are like':
    () => `mutation { catalogueMetafieldDefinitionSet(input: { ownerType: PRODUCT,
    namespace: "a", key: "b", type: INTEGER, name: "B", visibility: PUBLIC }) { __typename } }`,
  'forgets what metafields are like': () =>
    `mutation { catalogueMetafieldDefinitionDelete(input: { id: "${randomUUID()}" }) { __typename } }`,
  'reads what metafields are like': () => '{ catalogueMetafieldDefinitions(first: 1) { totalCount } }',
  'lays down what metafields of orders are like': () => `mutation { orderMetafieldDefinitionSet(input: { 
    namespace: "a", key: "b", type: INTEGER, name: "B", visibility: PUBLIC }) { __typename } }`,
  'forgets what metafields of orders are like': () =>
    `mutation { orderMetafieldDefinitionDelete(input: { id: "${randomUUID()}" }) { __typename } }`,
  'reads what metafields of orders are like': () => '{ orderMetafieldDefinitions(first: 1) { totalCount } }',
  'lays down what metafields of customers are like':
    () => `mutation { customerMetafieldDefinitionSet(input: { 
    namespace: "a", key: "b", type: INTEGER, name: "B", visibility: PUBLIC }) { __typename } }`,
  'forgets what metafields of customers are like': () =>
    `mutation { customerMetafieldDefinitionDelete(input: { id: "${randomUUID()}" }) { __typename } }`,
  'reads what metafields of customers are like': () =>
    '{ customerMetafieldDefinitions(first: 1) { totalCount } }',
  'lays down what metafields of carts are like':
    () => `mutation { cartMetafieldDefinitionSet(input: { ownerType: CART, 
    namespace: "a", key: "b", type: INTEGER, name: "B", visibility: PUBLIC }) { __typename } }`,
  'forgets what metafields of carts are like': () =>
    `mutation { cartMetafieldDefinitionDelete(input: { id: "${randomUUID()}" }) { __typename } }`,
  'reads what metafields of carts are like': () => '{ cartMetafieldDefinitions(first: 1) { totalCount } }',
  'keeps something of a cart': () => `mutation { cartPrivateMetafieldsSet(input: { cartId: "${randomUUID()}",
    metafields: [{ namespace: "a", key: "b", type: BOOLEAN, value: "true" }] }) { __typename } }`,
  'sets a metafield of a product': () => `mutation { catalogueMetafieldsSet(input: { ownerType: PRODUCT,
    ownerId: "${randomUUID()}", metafields: [{ namespace: "a", key: "b", type: BOOLEAN, value: "true" }] }) { __typename } }`,
  'sets a metafield of an order': () => `mutation { orderMetafieldsSet(input: { orderId: "${randomUUID()}",
    metafields: [{ namespace: "a", key: "b", type: BOOLEAN, value: "true" }] }) { __typename } }`,
  'sets a metafield of a customer':
    () => `mutation { customerMetafieldsSet(input: { customerId: "${randomUUID()}",
    metafields: [{ namespace: "a", key: "b", type: BOOLEAN, value: "true" }] }) { __typename } }`,
  'translates a product': () => `mutation { catalogueTranslationsUpdate(input: { ownerType: PRODUCT,
    ownerId: "${randomUUID()}", language: "de", version: 1, texts: [{ field: NAME, text: "Meins" }] }) { __typename } }`,
  'reads what is not translated': () =>
    `{ catalogueTranslations(ownerType: PRODUCT, ownerId: "${randomUUID()}", language: "de") { untranslatedCount } }`,
  'reads collections that are not shown': () => '{ collectionPreviews(first: 1) { totalCount } }',
  'reads brands that are not shown': () => '{ brandPreviews(first: 1) { totalCount } }',
  'has a path lead elsewhere': () =>
    'mutation { urlRedirectCreate(input: { from: "/a", to: "/b" }) { __typename } }',
  'says what searches take for the same': () => `mutation { searchSynonymsUpdate(input: {
    version: 1, groups: [] }) { __typename } }`,
  'says what searches pass over': () =>
    'mutation { searchStopWordsUpdate(input: { version: 1, words: [] }) { __typename } }',
  'names ranges of facets': () =>
    'mutation { searchFacetRangesUpdate(input: { version: 1, facets: [] }) { __typename } }',
  'has searches show their own first': () => `mutation { searchPinsSet(input: {
    query: "mug", productIds: ["${randomUUID()}"] }) { __typename } }`,
  'hides what others have searched for': () => `mutation { searchTermUpdate(input: {
    id: "${randomUUID()}", isHidden: true }) { __typename } }`,
  'reads what others have searched for': () => '{ searchTerms(first: 1) { totalCount } }',
  'reads how much is not translated': () =>
    '{ catalogueTranslationTasks(ownerType: PRODUCT, language: "de") { totalCount } }',
  'reads what searches go by': () => '{ searchSettings { synonyms { version } } }',
  'has a system of their own told of what happens': () =>
    'mutation { webhookCreate(input: { url: "https://webhooks.invalid/" }) { __typename } }',
  'reads the feed of what happens': () => '{ events(first: 1) { totalCount } }',
  'uploads a picture': () => `mutation { mediaUploadCreate(input: {
    filename: "mine.jpg", mediaType: "image/jpeg", byteSize: 10 }) { __typename } }`,
  'stores a picture': () =>
    `mutation { mediaUploadComplete(input: { id: "${randomUUID()}" }) { __typename } }`,
  'fetches all products': () =>
    'mutation { productExportCreate(input: { content: PRODUCTS, format: CSV }) { __typename } }',
  'fetches all orders': () => 'mutation { orderExportCreate(input: { format: CSV }) { __typename } }',
  'fetches all customers': () => 'mutation { customerExportCreate(input: { format: CSV }) { __typename } }',
  'fetches all consents': () => 'mutation { consentExportCreate(input: { format: CSV }) { __typename } }',
  'brings customers in': () => `mutation { customerImportCreate(input: {
    format: CSV, filename: "customers.csv", byteSize: 1 }) { __typename } }`,
  'ends an import of customers': () => `mutation { customerImportCancel(input: {
    id: "${randomUUID()}" }) { __typename } }`,
  'reads who was brought in': () => '{ customerImports(first: 1) { totalCount } }',
  'has a file imported': () => `mutation { productImportCreate(input: {
    uploadId: "${randomUUID()}", content: PRICES }) { __typename } }`,
  'ends an import': () => `mutation { productImportCancel(input: { id: "${randomUUID()}" }) { __typename } }`,
  'reads what was imported': () => '{ productImports(first: 1) { totalCount } }',
  'takes the pictures of a product': () => `mutation { productImagesUpdate(input: {
    productId: "${randomUUID()}", version: 1, images: [] }) { __typename } }`,
  'has pictures fetched from anywhere': () => `mutation { productImagesFetch(input: {
    productId: "${randomUUID()}", pictures: [] }) { __typename } }`,
  'reads where pictures come from': () => '{ pictureFetches(first: 1) { totalCount } }',
  'takes all that a product shows': () => `mutation { productMediaUpdate(input: {
    productId: "${randomUUID()}", version: 1, media: [] }) { __typename } }`,
  'takes the documents of a product': () => `mutation { productDocumentsUpdate(input: {
    productId: "${randomUUID()}", version: 1, documents: [] }) { __typename } }`,
  'takes the picture of a variant': (variantId: string) => `mutation { variantImageUpdate(input: {
    variantId: "${variantId}", version: 1 }) { __typename } }`,
  'reads the trail of the staff': () => '{ staffActions(first: 1) { totalCount } }',
  'reads what waits between the services': () => '{ messagingLag { domain unpublished } }',
} satisfies Record<string, (variantId: string) => string>;

function staffAttack(name: string, operation: (variantId: string) => string): Attack {
  return {
    name: `as nobody, guest and customer: ${name}`,
    threat: 'API5',
    transport: 'HTTP',
    expected: 'UNAUTHENTICATED or FORBIDDEN',
    run: async ({ newVisitor }) => {
      const visitors = [newVisitor(), await newGuest(newVisitor()), await newCustomer(newVisitor())];
      const { id } = await findVariant(newVisitor());
      const answers = [];
      for (const visitor of visitors) answers.push(await visitor.ask(operation(id)));
      return refusedWith(['UNAUTHENTICATED', 'FORBIDDEN'], ...answers);
    },
  };
}

/** What only staff may do, and what nobody may set of themselves. */
export const privilegeAttacks: readonly Attack[] = [
  ...Object.entries(staffOperations).map(([name, operation]) => staffAttack(name, operation)),
  {
    name: 'registers with a role and permissions of their own choice',
    threat: 'API3',
    transport: 'HTTP',
    expected: 'BAD_USER_INPUT',
    run: async ({ newVisitor }) => {
      const input = {
        email: `x-${randomUUID()}@example.com`,
        password,
        firstName: 'Sam',
        lastName: 'Shopper',
      };
      const register =
        'mutation ($input: CustomerRegisterInput!) { customerRegister(input: $input) { __typename } }';
      const answers = [];
      for (const more of [{ role: 'STAFF' }, { permissions: ['STOCK_MANAGE'] }, { id: randomUUID() }]) {
        answers.push(await newVisitor().ask(register, { input: { ...input, ...more } }));
      }
      return refusedWith(['BAD_USER_INPUT'], ...answers);
    },
  },
];
