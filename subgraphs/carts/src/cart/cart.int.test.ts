import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keptMs, purgeKeys } from '@cartwright/idempotency';
import { v7 as uuidv7 } from 'uuid';
import { createCart, mutate, newCustomer, newGuest, readCart } from '../../test/operations.ts';
import { knowVariant } from '../../test/sample-variants.ts';
import { startTestCarts, type TestCarts } from '../../test/start-test-carts.ts';

let carts: TestCarts;
beforeAll(async () => {
  carts = await startTestCarts();
});
afterAll(() => carts[Symbol.asyncDispose]());

describe('a cart', () => {
  it('is started with lines and priced', async () => {
    const variantId = await knowVariant(carts.database, { priceMinor: 1995 });
    const cart = await createCart(carts, newGuest(), { [variantId]: 2 });
    expect(cart).toMatchObject({
      status: 'ACTIVE',
      currencyCode: 'EUR',
      totalQuantity: 2,
      lines: [
        { quantity: 2, title: 'Oak stool', variant: { id: variantId }, unitPrice: { amount: '19.95' } },
      ],
      cost: {
        subtotal: { amount: '39.90' },
        shipping: null,
        tax: { amount: '6.37' },
        total: { gross: { amount: '39.90' }, net: { amount: '33.53' } },
      },
    });
    expect(cart.deliveryOptions).toEqual([
      { code: 'standard', price: { amount: '4.90' }, cartTotal: { amount: '44.80' } },
      { code: 'express', price: { amount: '12.90' }, cartTotal: { amount: '52.80' } },
    ]);
  });

  it('is given back while it is in use, with the lines added', async () => {
    const [customer, variantId] = [newCustomer(), await knowVariant(carts.database)];
    const first = await createCart(carts, customer, { [variantId]: 1 });
    const second = await createCart(carts, customer, { [variantId]: 2 });
    expect(second.id).toBe(first.id);
    expect(second.totalQuantity).toBe(3);
  });

  it('is one even when several are started at once', async () => {
    const customer = newCustomer();
    const started = await Promise.all(Array.from({ length: 6 }, () => createCart(carts, customer)));
    expect(new Set(started.map(({ id }) => id)).size).toBe(1);
  });

  it('changes its currency when the buyer asks for another', async () => {
    const [customer, variantId] = [newCustomer(), await knowVariant(carts.database)];
    await createCart(carts, customer, { [variantId]: 1 });
    const input = { idempotencyKey: uuidv7(), currencyCode: 'USD' };
    const { cart, warnings } = await mutate(carts, customer, 'cartCreate', input);
    expect([cart.currencyCode, cart.cost.subtotal.amount, warnings]).toEqual(['USD', '22.00', []]);
  });

  it('of another owner can be neither read nor changed, as if it did not exist', async () => {
    const variantId = await knowVariant(carts.database);
    const cart = await createCart(carts, newCustomer(), { [variantId]: 1 });
    const stranger = newCustomer();
    expect(await readCart(carts, stranger, cart.id)).toBeNull();
    expect(await readCart(carts, null, cart.id)).toBeNull();
    const input = { cartId: cart.id, lineIds: [cart.lines[0]?.id] };
    const refused = await mutate(carts, stranger, 'cartLinesRemove', input);
    expect(refused.__typename).toBe('CartNotFoundError');
  });

  it('is not found by text that is not an id', async () => {
    const customer = newCustomer();
    expect(await readCart(carts, customer, 'no-uuid')).toBeNull();
    const refused = await mutate(carts, customer, 'cartLinesRemove', { cartId: 'no-uuid', lineIds: ['x'] });
    expect(refused.__typename).toBe('CartNotFoundError');
  });

  it('needs a session to be changed', async () => {
    const query = 'mutation { cartCreate(input: { idempotencyKey: "key-0001" }) { __typename } }';
    const { errors } = await carts.graphql(null, query);
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});

describe('lines', () => {
  it('are added once per idempotency key, however often and however concurrently it is sent', async () => {
    const [customer, variantId] = [newCustomer(), await knowVariant(carts.database)];
    const { id: cartId } = await createCart(carts, customer);
    const input = { cartId, idempotencyKey: uuidv7(), lines: [{ variantId, quantity: 3 }] };
    const add = () => mutate(carts, customer, 'cartLinesAdd', input);
    const answers = await Promise.all([add(), add(), add(), add(), add()]);
    expect(answers.map(({ cart }) => cart.totalQuantity)).toEqual([3, 3, 3, 3, 3]);
    const other = { ...input, lines: [{ variantId, quantity: 4 }] };
    const refused = await mutate(carts, customer, 'cartLinesAdd', other);
    expect(refused.__typename).toBe('IdempotencyKeyReusedError');
    expect((await readCart(carts, customer))?.totalQuantity).toBe(3);
  });

  it('are all added when many are sent at once with keys of their own', async () => {
    const [customer, variantId] = [newCustomer(), await knowVariant(carts.database)];
    const { id: cartId } = await createCart(carts, customer);
    const add = () =>
      mutate(carts, customer, 'cartLinesAdd', { cartId, idempotencyKey: uuidv7(), lines: [{ variantId }] });
    await Promise.all(Array.from({ length: 12 }, add));
    expect((await readCart(carts, customer))?.totalQuantity).toBe(12);
  });

  it('give a replay the warnings of the first answer', async () => {
    const [customer, variantId] = [newCustomer(), await knowVariant(carts.database, { available: 2 })];
    const { id: cartId } = await createCart(carts, customer);
    const input = { cartId, idempotencyKey: uuidv7(), lines: [{ variantId, quantity: 3 }] };
    const first = await mutate(carts, customer, 'cartLinesAdd', input);
    expect(first.warnings.map(({ code }) => code)).toEqual(['QUANTITY_CLAMPED']);
    expect((await mutate(carts, customer, 'cartLinesAdd', input)).warnings).toEqual(first.warnings);
  });

  it('free the key again when they are refused', async () => {
    const [customer, variantId] = [newCustomer(), uuidv7()];
    const { id: cartId } = await createCart(carts, customer);
    const input = { cartId, idempotencyKey: uuidv7(), lines: [{ variantId }] };
    const refused = await mutate(carts, customer, 'cartLinesAdd', input);
    expect(refused.__typename).toBe('VariantUnavailableError');
    await knowVariant(carts.database, { variantId });
    expect((await mutate(carts, customer, 'cartLinesAdd', input)).cart.totalQuantity).toBe(1);
  });

  it('are updated, and removed with 0', async () => {
    const customer = newCustomer();
    const [one, other] = [await knowVariant(carts.database), await knowVariant(carts.database)];
    const cart = await createCart(carts, customer, { [one]: 1, [other]: 1 });
    const lines = cart.lines.map(({ id }, index) => ({ lineId: id, quantity: index === 0 ? 5 : 0 }));
    const updated = await mutate(carts, customer, 'cartLinesUpdate', { cartId: cart.id, lines });
    expect(updated.cart.lines.map(({ quantity }) => quantity)).toEqual([5]);
    const unknown = { cartId: cart.id, lines: [{ lineId: uuidv7(), quantity: 1 }] };
    expect((await mutate(carts, customer, 'cartLinesUpdate', unknown)).__typename).toBe(
      'CartLineNotFoundError',
    );
  });

  it('refuse quantities below one', async () => {
    const [customer, variantId] = [newCustomer(), await knowVariant(carts.database)];
    const input = { idempotencyKey: uuidv7(), lines: [{ variantId, quantity: 0 }] };
    await expect(mutate(carts, customer, 'cartCreate', input)).rejects.toThrow('1 or more');
  });
});

describe('idempotency keys', () => {
  it('of cartCreate give the same cart again, and stand for nothing else', async () => {
    const [customer, variantId] = [newCustomer(), await knowVariant(carts.database)];
    const input = { idempotencyKey: uuidv7(), lines: [{ variantId }] };
    const first = await mutate(carts, customer, 'cartCreate', input);
    const again = await mutate(carts, customer, 'cartCreate', input);
    expect(again.cart).toMatchObject({ id: first.cart.id, totalQuantity: 1 });
    const other = await mutate(carts, customer, 'cartCreate', { ...input, currencyCode: 'USD' });
    expect(other).toMatchObject({
      __typename: 'IdempotencyKeyReusedError',
      message: 'This idempotency key was used with another input before. Use a new one.',
    });
  });

  it('are refused when they are too short', async () => {
    const refused = mutate(carts, newCustomer(), 'cartCreate', { idempotencyKey: '1234567' });
    await expect(refused).rejects.toThrow('8 to 255');
  });

  it('are purged when they are old', async () => {
    const [customer, variantId] = [newCustomer(), await knowVariant(carts.database)];
    const { id: cartId } = await createCart(carts, customer);
    const input = { cartId, idempotencyKey: uuidv7(), lines: [{ variantId }] };
    await mutate(carts, customer, 'cartLinesAdd', input);
    const now = carts.clock.now().getTime();
    await purgeKeys(carts.database.statements, new Date(now + keptMs - 60_000));
    expect((await mutate(carts, customer, 'cartLinesAdd', input)).cart.totalQuantity).toBe(1);
    await purgeKeys(carts.database.statements, new Date(now + keptMs + 60_000));
    expect((await mutate(carts, customer, 'cartLinesAdd', input)).cart.totalQuantity).toBe(2);
  });
});

describe('changes of the catalogue', () => {
  it('change the price of a line, of which the next change of the cart warns', async () => {
    const [customer, variantId] = [newCustomer(), await knowVariant(carts.database, { priceMinor: 4900 })];
    const cart = await createCart(carts, customer, { [variantId]: 1 });
    await knowVariant(carts.database, { variantId, version: 2, priceMinor: 5900 });
    expect((await readCart(carts, customer))?.cost.subtotal.amount).toBe('59.00');
    const select = { cartId: cart.id, code: 'standard' };
    const { warnings } = await mutate(carts, customer, 'cartDeliveryOptionSelect', select);
    expect(warnings).toEqual([
      {
        code: 'PRICE_CHANGED',
        message: 'Oak stool (Natural) now costs 59.00 EUR instead of 49.00 EUR.',
        target: cart.lines[0]?.id,
      },
    ]);
    expect((await mutate(carts, customer, 'cartDeliveryOptionSelect', select)).warnings).toEqual([]);
  });

  it('never put an older version over a newer one', async () => {
    const variantId = await knowVariant(carts.database, { version: 7, priceMinor: 7000, available: 7 });
    await knowVariant(carts.database, { variantId, version: 6, priceMinor: 6000, available: 6 });
    const cart = await createCart(carts, newCustomer(), { [variantId]: 99 });
    expect(cart.lines).toMatchObject([{ quantity: 7, unitPrice: { amount: '70.00' } }]);
  });

  it('take a price away with the version that has it no more', async () => {
    const variantId = await knowVariant(carts.database);
    await knowVariant(carts.database, {
      variantId,
      version: 2,
      prices: [{ currency: 'USD', amountMinor: 1, compareAtMinor: null }],
    });
    const input = { idempotencyKey: uuidv7(), lines: [{ variantId }] };
    const refused = await mutate(carts, newCustomer(), 'cartCreate', input);
    expect(refused).toMatchObject({
      __typename: 'VariantUnavailableError',
      message: 'Oak stool (Natural) is not sold in EUR.',
    });
  });

  it('remove a line that is not for sale any more with the next change', async () => {
    const [customer, variantId] = [newCustomer(), await knowVariant(carts.database)];
    const { id: cartId } = await createCart(carts, customer, { [variantId]: 1 });
    await knowVariant(carts.database, { variantId, version: 2, forSale: false });
    const changed = await mutate(carts, customer, 'cartDeliveryOptionSelect', { cartId, code: 'express' });
    expect(changed.cart.lines).toEqual([]);
    expect(changed.warnings.map(({ message }) => message)).toEqual([
      'Oak stool (Natural) was removed from the cart: it is not for sale any more.',
    ]);
  });
});

describe('buyer and delivery', () => {
  it('set the tax and the ways of delivery', async () => {
    const [customer, variantId] = [newCustomer(), await knowVariant(carts.database)];
    const { id: cartId } = await createCart(carts, customer, { [variantId]: 1 });
    await mutate(carts, customer, 'cartDeliveryOptionSelect', { cartId, code: 'express' });
    const buyer = { email: 'sam@example.com', countryCode: 'fr' };
    const french = await mutate(carts, customer, 'cartBuyerIdentityUpdate', { cartId, buyerIdentity: buyer });
    expect(french.cart).toMatchObject({
      buyerIdentity: { email: 'sam@example.com', countryCode: 'FR' },
      selectedDeliveryOption: { code: 'express' },
      cost: { shipping: { amount: '12.90' }, tax: { amount: '5.48' }, total: { gross: { amount: '32.90' } } },
    });
    const canada = { cartId, buyerIdentity: { countryCode: 'CA' } };
    const canadian = await mutate(carts, customer, 'cartBuyerIdentityUpdate', canada);
    expect(canadian.cart).toMatchObject({ selectedDeliveryOption: null, cost: { tax: { amount: '0.00' } } });
    expect(canadian.warnings.map(({ code }) => code)).toEqual(['DELIVERY_OPTION_REMOVED']);
    const select = { cartId, code: 'express' };
    const refused = await mutate(carts, customer, 'cartDeliveryOptionSelect', select);
    expect(refused.__typename).toBe('DeliveryOptionUnavailableError');
  });

  it('are refused when malformed', async () => {
    const customer = newCustomer();
    const { id: cartId } = await createCart(carts, customer);
    const update = (buyerIdentity: object) =>
      mutate(carts, customer, 'cartBuyerIdentityUpdate', { cartId, buyerIdentity });
    expect(await update({ email: 'nobody\ud83d', countryCode: 'XX' })).toMatchObject({
      __typename: 'InvalidInputError',
      fields: [
        { path: ['buyerIdentity', 'email'], code: 'INVALID_CHARACTERS' },
        { path: ['buyerIdentity', 'countryCode'], code: 'INVALID_VALUE' },
      ],
    });
  });
});

it('is not said to be gone to a customer whose session is over', async () => {
  const customer = newCustomer();
  const { id } = await createCart(carts, customer);
  const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
    ... on Cart { id } } }`;
  const past = { ...customer, expiresInSeconds: -60 };
  const { errors } = await carts.graphql(past, query, { representations: [{ __typename: 'Cart', id }] });
  expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
});

describe('a page of carts', () => {
  it('costs one statement, however many there are', async () => {
    const variantId = await knowVariant(carts.database);
    const staff = newCustomer({ role: 'STAFF' });
    const many = await Promise.all(
      Array.from({ length: 40 }, () => createCart(carts, newCustomer(), { [variantId]: 1 })),
    );
    const count = async (page: number): Promise<number> => {
      const representations = many.slice(0, page).map(({ id }) => ({ __typename: 'Cart', id }));
      const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
        ... on Cart { id lines { id variant { id } } cost { total { gross { amount } } } } } }`;
      carts.statements.reset();
      const { data } = await carts.graphql(staff, query, { representations });
      expect((data as { _entities: unknown[] })._entities.filter(Boolean)).toHaveLength(page);
      return carts.statements.statements().length;
    };
    expect([await count(20), await count(40)]).toEqual([1, 1]);
  });
});
