import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

let products: TestProducts;
beforeAll(async () => {
  const env = {
    SHOP_NAME: 'Kiln & Co.',
    SHOP_EMAIL: 'hello@shop.example',
    SHOP_TIME_ZONE: 'Europe/Berlin',
    SHOP_POLICIES: 'PRIVACY=https://shop.example/privacy',
  };
  products = await startTestProducts({ products: 1, env });
});
afterAll(() => products[Symbol.asyncDispose]());

it('says to everybody whose shop it is', async () => {
  const { data, errors } = await products.graphql(
    null,
    '{ shop { name url email timeZone currencies languages defaultLanguage policies { kind url } } }',
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    shop: {
      name: 'Kiln & Co.',
      url: 'http://shop.example',
      email: 'hello@shop.example',
      timeZone: 'Europe/Berlin',
      currencies: ['EUR', 'USD'],
      languages: ['en', 'de'],
      defaultLanguage: 'en',
      policies: [{ kind: 'PRIVACY', url: 'https://shop.example/privacy' }],
    },
  });
});
