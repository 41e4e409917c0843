import { readFileSync } from 'node:fs';
import { buildSchema, isObjectType } from 'graphql';
import { expect, it } from 'vitest';

const schema = buildSchema(readFileSync(new URL('../../../api/schema.graphql', import.meta.url), 'utf8'));
const objects = Object.values(schema.getTypeMap()).filter(isObjectType);

/** What has an identity: client caches keep one object for each type and id. `e2e/identities` sees it in a running store. */
const entities = [
  'Alert',
  'ApiKey',
  'Brand',
  'Cart',
  'CartLine',
  'CartMetafieldDefinition',
  'CatalogueMetafieldDefinition',
  'Category',
  'Collection',
  'Consent',
  'CustomerAddress',
  'CustomerGroup',
  'CustomerImport',
  'CustomerMetafieldDefinition',
  'DataExport',
  'DataRequest',
  'FlashOffer',
  'Fulfillment',
  'Identity',
  'IdentityProvider',
  'Image',
  'InboundShipment',
  'MediaFile',
  'Notification',
  'Order',
  'OrderLine',
  'OrderMetafieldDefinition',
  'ParkedMessage',
  'Passkey',
  'Payment',
  'PaymentTransaction',
  'PickupLocation',
  'PictureFetch',
  'PriceList',
  'Product',
  'ProductDocument',
  'ProductExternalVideo',
  'ProductImport',
  'ProductModel3d',
  'ProductType',
  'ProductVariant',
  'ProductVideo',
  'Promotion',
  'PromotionCode',
  'Review',
  'ReviewModeration',
  'SearchPins',
  'SearchTerm',
  'Session',
  'Shop',
  'StaffAction',
  'StaffInvitation',
  'StaffMember',
  'StaffRole',
  'StockLocation',
  'StockMovement',
  'StockTransfer',
  'StoreEvent',
  'TaxClass',
  'TaxRate',
  'TaxZone',
  'UrlRedirect',
  'User',
  'VariantSale',
  'Webhook',
  'WebhookDelivery',
  'WishList',
  'WishListItem',
];

it('only what has an identity has an id', () => {
  const withId = objects.filter((type) => 'id' in type.getFields()).map(({ name }) => name);
  expect(withId.toSorted()).toEqual(entities);
});

it('an id is never null', () => {
  for (const type of objects) {
    const { id } = type.getFields();
    if (id !== undefined) expect({ [type.name]: String(id.type) }).toEqual({ [type.name]: 'ID!' });
  }
});
