import { languageFor } from '@cartwright/languages';
import {
  chunksOf,
  sampleBundles,
  sampleCatalogue,
  sampleCustomers,
  sampleOrders,
  type SampleCustomer,
  type SampleOrder,
  type SampleProduct,
  type SampleVariant,
} from '@cartwright/sample-data';
import { runSeed } from '@cartwright/subgraph';
import { v5 as uuidv5 } from 'uuid';
import { insertOffers } from './alerts/door.ts';
import {
  confirmationOf,
  insertNotifications,
  saveCustomers,
  savePictures,
  type Reader,
} from './announcing/door.ts';
import { notifications } from './app.ts';
import { createRenderer } from './mail/door.ts';

const shop = {
  name: 'Cartwright',
  url: 'http://localhost:4000',
  publicUrl: 'http://localhost:4000',
  timeZone: 'UTC',
};
const productsAtOnce = 1_000;
const stranger: Reader = { language: 'en', name: null, isConfirmed: false, pictures: new Map() };

await runSeed(notifications, async ({ database, products, progress }) => {
  const render = await createRenderer(shop);
  const catalogue = sampleCatalogue(products === undefined ? {} : { products });
  const confirmed = sampleOrders().filter(({ status }) => status !== 'CANCELLED');
  const readers = new Map(sampleCustomers().map((customer) => [customer.id, readerOf(customer)]));
  const rows = confirmed.map((order) => {
    const reader = readers.get(order.customerId) ?? stranger;
    return {
      ...sentConfirmation(order),
      language: reader.language,
      ...render(confirmation(order), reader),
    };
  });
  await database.transaction(async (tx) => {
    await saveCustomers(tx, sampleCustomers().map(customerRow));
    const addProducts = async (some: readonly SampleProduct[]): Promise<void> => {
      await savePictures(
        tx,
        some.flatMap(({ variants }) => variants.map(pictureOf)),
      );
      await insertOffers(
        tx,
        some.flatMap((product) => product.variants.map((variant) => offerOf(product, variant))),
      );
    };
    let done = 0;
    for (const chunk of chunksOf(catalogue.products, productsAtOnce)) {
      await addProducts(chunk);
      progress((done += chunk.length));
    }
    await addProducts(sampleBundles(catalogue.products).map(({ product }) => product));
    await insertNotifications(tx, rows);
  });
  return `${rows.length} notifications`;
});

function readerOf({ firstName, locale }: SampleCustomer): Reader {
  return { ...stranger, language: languageFor([locale]), name: firstName };
}

function customerRow({ id: customerId, firstName, locale, email: confirmedEmail }: SampleCustomer) {
  return { customerId, version: 1, firstName, locale, confirmedEmail };
}

/** Where the catalogue serves a picture for mails. */
function pictureOf({ id: variantId, imageId }: SampleVariant) {
  return { variantId, version: 1, imageUrl: `/media/${imageId}/mail.jpg` };
}

/** What alerts go by; products seeds the same with version 1. */
function offerOf({ slug, title }: SampleProduct, variant: SampleVariant) {
  const { id: variantId, title: variantTitle, prices, stockOnHand } = variant;
  const priced = prices.map(({ currency, amountMinor }) => ({ currency, amountMinor }));
  const about = { variantId, version: 1, slug, title, variantTitle, isForSale: true };
  return { ...about, prices: priced, available: Math.min(stockOnHand, 100) };
}

/** A past order's confirmation, as it was sent on the day. */
function sentConfirmation(order: SampleOrder) {
  return {
    id: uuidv5('notification', order.id),
    businessId: order.id,
    type: 'ORDER_CONFIRMED' as const,
    channel: 'EMAIL' as const,
    state: 'SENT' as const,
    userId: order.customerId,
    orderId: order.id,
    recipient: order.email,
    attempts: 1,
    createdAt: order.placedAt,
    sentAt: order.placedAt,
    readAt: order.placedAt,
  };
}

function confirmation(order: SampleOrder) {
  const lines = order.lines.map(({ id: lineId, unitPriceMinor, quantity, ...line }) => ({
    ...line,
    lineId,
    quantity,
    unitPriceMinor,
    totalMinor: unitPriceMinor * quantity,
  }));
  const { id: orderId, shipping } = order;
  const price = { shippingMinor: shipping.amountMinor, pricesIncludeTax: true };
  return confirmationOf({ ...order, ...price, orderId, lines, placedAt: order.placedAt.toISOString() });
}
