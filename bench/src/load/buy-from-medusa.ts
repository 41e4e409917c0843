import { randomUUID } from 'node:crypto';
import { sampleAddressIn } from '@cartwright/sample-data';
import type { Client } from 'undici';
import type { PeerShop } from './jobs.ts';

type Medusa = Extract<PeerShop, { readonly software: 'medusa' }>;

interface WithId {
  readonly id: string;
}

const { firstName, lastName, line1, city, postalCode, countryCode } = sampleAddressIn('DE');
const address = {
  first_name: firstName,
  last_name: lastName,
  address_1: line1,
  city,
  postal_code: postalCode,
  country_code: countryCode.toLowerCase(),
};

/** A guest's checkout in Medusa: eight requests, the order with the seventh. @throws when one is refused, or nothing is ordered */
export async function buyFromMedusa(client: Client, shop: Medusa, variantId: string): Promise<void> {
  const storefront = new Storefront(client, shop.publishableKey);
  const { cart } = await storefront.post<{ readonly cart: WithId }>('/carts', {
    region_id: shop.regionId,
    items: [{ variant_id: variantId, quantity: 1 }],
  });
  await storefront.post(`/carts/${cart.id}`, {
    email: `buyer-${randomUUID()}@example.com`,
    shipping_address: address,
    billing_address: address,
  });
  const options = await storefront.get<{ readonly shipping_options: readonly WithId[] }>(
    `/shipping-options?cart_id=${cart.id}`,
  );
  await storefront.post(`/carts/${cart.id}/shipping-methods`, { option_id: options.shipping_options[0]?.id });
  const { payment_collection: payment } = await storefront.post<{ readonly payment_collection: WithId }>(
    '/payment-collections',
    { cart_id: cart.id },
  );
  await storefront.post(`/payment-collections/${payment.id}/payment-sessions`, {
    provider_id: 'pp_system_default',
  });
  const { order, error } = await storefront.post<{ readonly order?: WithId; readonly error?: object }>(
    `/carts/${cart.id}/complete`,
    {},
  );
  if (order === undefined) throw new Error(`Not ordered: ${JSON.stringify(error)}`);
  await storefront.get(`/orders/${order.id}`);
}

/** Requests of one visitor. */
class Storefront {
  readonly #client: Client;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(client: Client, publishableKey: string) {
    this.#client = client;
    this.#headers = { 'content-type': 'application/json', 'x-publishable-api-key': publishableKey };
  }

  get<Result>(path: string): Promise<Result> {
    return this.#ask('GET', path);
  }

  post<Result>(path: string, body: object): Promise<Result> {
    return this.#ask('POST', path, JSON.stringify(body));
  }

  async #ask<Result>(method: 'GET' | 'POST', path: string, body: string | null = null): Promise<Result> {
    const request = { method, path: `/store${path}`, headers: this.#headers, body };
    const answer = await this.#client.request(request);
    const text = await answer.body.text();
    if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode} ${text.slice(0, 300)}`);
    return JSON.parse(text) as Result;
  }
}
