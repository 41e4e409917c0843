import { priceBasket, unknownBuyer, type Cart } from '@cartwright/carts';
import type { Viewer } from '@cartwright/identity';
import type { Price } from '@cartwright/invariants';
import { storeCurrencies, toDecimal } from '@cartwright/money';
import type { PlaceOrderRequest } from '@cartwright/orders';
import { sampleAddressIn, type SampleCountry } from '@cartwright/sample-data';
import { tokens } from '../provider/tokens.ts';
import { lineOf } from './catalogue.ts';
import type { Shop } from './shop.ts';

const countries = ['DE', 'FR', 'GB', 'CH', 'US'] as const satisfies readonly SampleCountry[];
const deliveryOptions = ['standard', 'standard', 'express'] as const;

/** A cart of one or two articles, with a random currency and destination. */
export function fillCart({ store, articles }: Shop, ownerId: string): Cart {
  const { newId, now, random } = store.site.world;
  const currency = random.pick(storeCurrencies);
  const wanted = [...new Set([random.pick(articles), random.pick(articles)])];
  const cart: Cart = {
    id: newId(),
    ownerId,
    groupIds: [],
    currency,
    status: 'ACTIVE',
    metafields: [],
    privateMetafields: [],
    lines: wanted.map((article) =>
      lineOf(article, { id: newId(), quantity: random.integer(1, 2), currency }),
    ),
    buyer: { ...unknownBuyer, countryCode: random.pick(countries) },
    deliveryOption: random.pick(deliveryOptions),
    pendingWarnings: [],
    freeze: null,
    createdAt: now(),
    updatedAt: now(),
  };
  store.carts.carts.apply(cart.id, cart);
  return cart;
}

/** The price that the shop shows for a cart. */
export function shownPrice({ currency, lines, deliveryOption, buyer: { countryCode } }: Cart): Price {
  const priced = lines.map(({ quantity, quotedUnitMinor }) => ({
    quantity,
    unitPriceMinor: quotedUnitMinor,
  }));
  const price = priceBasket({ currency, lines: priced, deliveryOption, countryCode });
  const { subtotalMinor, shippingMinor, taxMinor, totalMinor } = price;
  return {
    currency,
    subtotalMinor,
    discountMinor: 0,
    shippingMinor: shippingMinor ?? 0,
    taxMinor,
    totalMinor,
  };
}

/** A request to order a cart at the price that is shown. */
export function requestOf({ store }: Shop, viewer: Viewer, cart: Cart): PlaceOrderRequest {
  const { random, newId } = store.site.world;
  const { totalMinor, currency } = shownPrice(cart);
  return {
    viewer,
    locale: 'en',
    headers: { requestId: '', traceparent: '' },
    client: { network: '192.0.2.1', userAgent: 'a browser' },
    input: {
      idempotencyKey: newId(),
      cartId: cart.id,
      shippingAddress: sampleAddressIn(cart.buyer.countryCode as SampleCountry),
      shippingMethod: cart.deliveryOption ?? '',
      expectedTotal: { amount: toDecimal(totalMinor, currency), currencyCode: currency },
      paymentMethod: { token: random.pickWeighted(tokens) },
    },
  };
}
