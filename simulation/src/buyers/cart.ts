import {
  linePrice,
  newCart,
  quoteCart,
  standardTerms,
  unknownBuyer,
  type Cart,
  type CartLine,
} from '@cartwright/carts';
import type { Viewer } from '@cartwright/identity';
import type { Price } from '@cartwright/invariants';
import { storeCurrencies, toDecimal } from '@cartwright/money';
import type { PlaceOrderRequest } from '@cartwright/orders';
import { sampleAddressIn, type SampleCountry } from '@cartwright/sample-data';
import { tokens } from '../provider/tokens.ts';
import { offerOf, withOffers, type Reader } from '../services/carts/memory-offers.ts';
import type { Article } from './catalogue.ts';
import { countries, groupIds } from './customers.ts';
import type { Store } from '../run/store.ts';
import type { Shop } from './shop.ts';

const deliveryOptions = ['standard', 'standard', 'express'] as const;

const committed: Reader = { get: (table, key) => table.committed.get(key) };

/** A cart of one or two articles, with a random currency and destination, of whoever may be in a group. */
export function fillCart({ store, articles }: Shop, ownerId: string): Cart {
  const { newId, now, random } = store.site.world;
  const currency = random.pick(storeCurrencies);
  const wanted = [...new Set([random.pick(articles), random.pick(articles)])];
  const empty: Cart = {
    ...newCart({ id: newId(), ownerId, currency, now: now() }),
    groupIds: groupIds.filter(() => random.chance(0.2)),
    buyer: { ...unknownBuyer, countryCode: random.pick(countries) },
    deliveryOption: random.pick(deliveryOptions),
  };
  const cart = { ...empty, lines: wanted.flatMap((article) => lineOf(store, article, empty)) };
  store.carts.carts.apply(cart.id, cart);
  return cart;
}

function lineOf({ carts, site }: Store, { variantId }: Article, cart: Cart): CartLine[] {
  const { newId, random } = site.world;
  const offer = offerOf(carts, committed, { variantId, currency: cart.currency });
  if (offer === undefined) return [];
  const quantity = random.integer(1, 3);
  const quotedUnitMinor = linePrice({ offer, quantity }, cart)?.amountMinor ?? 0;
  return [
    { id: newId(), variantId, quantity, quotedUnitMinor, metafields: [], privateMetafields: [], offer },
  ];
}

/** The price that the shop shows for a cart by now. */
export function shownPrice({ store }: Shop, cart: Cart): Price {
  const pricing = { terms: standardTerms, now: store.site.world.now(), timeZone: 'UTC' };
  const { price } = quoteCart(withOffers(store.carts, committed, cart), pricing);
  const { subtotalMinor, discountMinor, shippingMinor, taxMinor, totalMinor } = price;
  return {
    currency: cart.currency,
    subtotalMinor,
    discountMinor,
    shippingMinor: shippingMinor ?? 0,
    taxMinor,
    totalMinor,
  };
}

/** A request to order a cart at the price that is shown. */
export function requestOf(
  { store }: Shop,
  viewer: Viewer,
  { cart, shown }: { readonly cart: Cart; readonly shown: Price },
): PlaceOrderRequest {
  const { random, newId } = store.site.world;
  const { totalMinor } = shown;
  const { currency } = cart;
  return {
    viewer,
    locale: 'en',
    headers: { requestId: '', traceparent: '' },
    client: { network: '192.0.2.1', userAgent: 'a browser' },
    input: {
      idempotencyKey: newId(),
      cartId: cart.id,
      ...(viewer.role === 'GUEST' ? { email: viewer.email } : {}),
      shippingAddress: sampleAddressIn(cart.buyer.countryCode as SampleCountry),
      shippingMethod: cart.deliveryOption ?? '',
      expectedTotal: { amount: toDecimal(totalMinor, currency), currencyCode: currency },
      paymentMethod: { token: random.pickWeighted(tokens) },
    },
  };
}
