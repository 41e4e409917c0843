import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { startStandInCarts, type StandInCarts } from '../../test/stand-in-carts.ts';
import { CartsUnavailable } from './ports.ts';
import { createFreezeCart } from './freeze-cart.ts';

const key = 'another key that only tests know';
const headers = {
  requestId: 'request-1',
  traceparent: '00-0123456789abcdef0123456789abcdef-0123456789abcdef-01',
};
const newRequest = () => ({
  cartId: uuidv7(),
  orderId: uuidv7(),
  customerId: uuidv7(),
  shippingMethod: 'standard',
  countryCode: 'DE',
  expectedTotalMinor: 10290,
  currency: 'EUR',
});

let first: StandInCarts;
let second: StandInCarts;
beforeEach(async () => {
  [first, second] = await Promise.all([startStandInCarts(), startStandInCarts()]);
});
afterEach(() => Promise.all([first[Symbol.asyncDispose](), second[Symbol.asyncDispose]()]));

describe('freezeCart', () => {
  it('takes turns between replicas, and tries the next when one fails', async () => {
    const freezeCart = createFreezeCart({ urls: [first.url, second.url], key });
    first.breakDown(true);
    for (let call = 0; call < 4; call++) {
      expect(await freezeCart(newRequest(), headers)).toMatchObject({ outcome: 'frozen' });
    }
    expect(second.requests).toHaveLength(4);
    expect(first.requests.length).toBeGreaterThan(0);
  });

  it('waits for no replica longer than its timeout', async () => {
    const freezeCart = createFreezeCart({ urls: [first.url], key, timeoutMs: 500, retries: 1 });
    const goOn = first.hold();
    await expect(freezeCart(newRequest(), headers)).rejects.toThrow(CartsUnavailable);
    await expect.poll(() => first.requests.length).toBe(2);
    goOn();
  });

  it('leaves a replica alone that keeps failing', async () => {
    const freezeCart = createFreezeCart({ urls: [first.url], key, retries: 0 });
    first.breakDown(true);
    for (let call = 0; call < 8; call++) {
      await expect(freezeCart(newRequest(), headers)).rejects.toThrow(CartsUnavailable);
    }
    expect(first.requests).toHaveLength(5);
  });

  it('does not repeat what carts refuses', async () => {
    const freezeCart = createFreezeCart({
      urls: [first.url],
      key: 'a key that carts does not know',
      retries: 3,
    });
    await expect(freezeCart(newRequest(), headers)).rejects.toThrow('carts refused to freeze: 401');
  });

  it('takes an answer that it cannot read for a fault of carts, which is no outage and is not asked for again', async () => {
    const freezeCart = createFreezeCart({ urls: [first.url], key, retries: 3 });
    first.answer({ outcome: 'melted' } as never);
    for (let call = 0; call < 6; call++) {
      const failing = freezeCart(newRequest(), headers);
      await expect(failing).rejects.toThrow('carts answered what orders cannot read');
      await expect(failing).rejects.not.toBeInstanceOf(CartsUnavailable);
    }
    expect(first.requests).toHaveLength(6);
    first.answer(undefined);
    expect(await freezeCart(newRequest(), headers)).toMatchObject({ outcome: 'frozen' });
  });

  it('gives no answer when nobody is there', async () => {
    const freezeCart = createFreezeCart({ urls: ['http://127.0.0.1:9'], key, retries: 1 });
    await expect(freezeCart(newRequest(), headers)).rejects.toThrow(CartsUnavailable);
  });
});
