import { waitFor } from '@cartwright/testing';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import {
  newCustomer,
  place,
  placeInput,
  readOrder,
  sendPlace,
  staff,
  type KnownViewer,
} from '../../test/operations.ts';
import { reducedLines, reducedPrice } from '../../test/reduced-price.ts';
import { startTestOrders, type TestOrders } from '../../test/start-test-orders.ts';

let orders: TestOrders;
let nowMs = Date.now();

beforeAll(async () => {
  orders = await startTestOrders({ now: () => new Date(nowMs) });
});
afterAll(() => orders[Symbol.asyncDispose]());
afterEach(() => {
  orders.carts.answer(undefined);
  orders.carts.breakDown(false);
});

/** A cart that breaks a rule of the orders' table: more tax than total. */
const frozenCart = {
  currency: 'EUR',
  lines: [
    {
      ...{ lineId: uuidv7(), variantId: uuidv7(), productId: uuidv7() },
      ...{ title: 'Oak stool', variantTitle: 'Natural', sku: 'STOOL-OAK' },
      ...{ quantity: 1, unitPriceMinor: 10290, totalMinor: 10290 },
    },
  ],
  ...{ subtotalMinor: 10290, discountMinor: 0, shippingMinor: 0, taxMinor: 10291, totalMinor: 10290 },
  shippingMethod: 'standard',
  email: 'shopper@example.com',
  shippingAddress: placeInput().shippingAddress,
  billingAddress: null,
};

const sentMessages = async (orderId: string): Promise<{ type: string }[]> => {
  const query = sql<{ type: string }>`SELECT type FROM messaging.outbox WHERE key = ${orderId} ORDER BY seq`;
  return (await query.execute(orders.database.statements)).rows;
};

describe('orderPlace', () => {
  it('keeps what a bundle consisted of, shows it wherever the line is, and reserves it', async () => {
    const customer = newCustomer();
    const part = { variantId: uuidv7(), sku: 'MUG', title: 'Mug', variantTitle: 'Blue', quantity: 4 };
    const [line] = frozenCart.lines;
    if (line === undefined) throw new Error('There is no line');
    const lines = [
      { ...line, bundleParts: [part] },
      { ...line, lineId: uuidv7(), variantId: uuidv7() },
    ];
    const amounts = { subtotalMinor: 20_580, totalMinor: 20_580, taxMinor: 100 };
    const cart = { ...frozenCart, cartId: uuidv7(), lines, ...amounts, email: 'sam@example.com' };
    orders.carts.answer({ outcome: 'frozen', cart });
    const { order } = await place(orders, customer, placeInput());
    const { variantId, ...named } = part;
    const shown = {
      lines: [{ bundleParts: [{ ...named, variant: { id: variantId } }] }, { bundleParts: null }],
    };
    const selection = 'lines { bundleParts { title variantTitle sku quantity variant { id } } }';
    const read = await orders.graphql(customer, `query ($id: ID) { order(id: $id) { ${selection} } }`, {
      id: order.id,
    });
    expect(read.data).toEqual({ order: shown });
    const listed = await orders.graphql(customer, `{ orders { nodes { ${selection} } } }`);
    expect(listed.data).toEqual({ orders: { nodes: [shown] } });
    const { rows } = await sql<{ data: unknown }>`
      SELECT envelope -> 'data' AS data FROM messaging.outbox
      WHERE key = ${order.id} AND type IN ('inventory.reserve.v1', 'orders.order-placed.v1') ORDER BY type`.execute(
      orders.database.statements,
    );
    expect(rows).toMatchObject([
      { data: { lines: [{ parts: [{ variantId, quantity: 4 }] }, { variantId: lines[1]?.variantId }] } },
      { data: { lines: [{ bundleParts: [part] }, {}] } },
    ]);
  });

  it('keeps what the cart was priced by, shows it wherever the order is, and tells it on', async () => {
    const customer = newCustomer();
    const [line = { lineId: '', productId: '', title: '', variantTitle: '', sku: '' }] = frozenCart.lines;
    const sold = { ...line, variantId: uuidv7(), quantity: 1, unitPriceMinor: 1, totalMinor: 1 };
    const cart = {
      ...{
        ...frozenCart,
        cartId: uuidv7(),
        email: 'sam@example.com',
        subtotalMinor: 2500,
        shippingMinor: 590,
      },
      ...{ ...reducedPrice, lines: reducedLines([sold, sold]) },
    };
    orders.carts.answer({ outcome: 'frozen', cart });
    const { order } = await place(orders, customer, placeInput());
    const euros = (amount: string) => ({ amount });
    const ten = { title: 'Ten percent off', code: 'TEN' };
    const shown = {
      ...{ subtotal: euros('25.00'), shipping: euros('5.90'), discount: euros('8.40') },
      ...{ shippingDiscount: euros('5.90'), pricesIncludeTax: true, exemptTax: euros('0.00') },
      discounts: [
        { ...ten, class: 'ORDER', amount: euros('2.50') },
        { title: 'Free delivery', code: null, class: 'SHIPPING', amount: euros('5.90') },
      ],
      taxLines: [
        { rate: '19', net: euros('15.13'), tax: euros('2.87') },
        { rate: '7', net: euros('4.21'), tax: euros('0.29') },
      ],
      total: { gross: euros('22.50'), net: euros('19.34'), tax: euros('3.16') },
      lines: [
        {
          ...{
            total: euros('20.00'),
            totalAfterDiscounts: euros('18.00'),
            tax: euros('2.87'),
            taxRate: '19',
          },
          discounts: [{ ...ten, amount: euros('2.00'), perPiece: [{ quantity: 2, amount: euros('1.00') }] }],
          unitPricesAfterDiscounts: [{ quantity: 2, amount: euros('9.00') }],
        },
        {
          ...{ total: euros('5.00'), totalAfterDiscounts: euros('4.50'), tax: euros('0.29'), taxRate: '7' },
          discounts: [{ ...ten, amount: euros('0.50'), perPiece: [{ quantity: 1, amount: euros('0.50') }] }],
          unitPricesAfterDiscounts: [{ quantity: 1, amount: euros('4.50') }],
        },
      ],
    };
    const lineFields = `total { amount } totalAfterDiscounts { amount } tax { amount } taxRate
      discounts { title code amount { amount } perPiece { quantity amount { amount } } }
      unitPricesAfterDiscounts { quantity amount { amount } }`;
    const selection = `subtotal { amount } shipping { amount } discount { amount } shippingDiscount { amount }
      pricesIncludeTax exemptTax { amount } discounts { title code class amount { amount } }
      taxLines { rate net { amount } tax { amount } } total { gross { amount } net { amount } tax { amount } }
      lines { ${lineFields} }`;
    const read = await orders.graphql(customer, `query ($id: ID) { order(id: $id) { ${selection} } }`, {
      id: order.id,
    });
    expect(read.data).toEqual({ order: shown });
    const listed = await orders.graphql(customer, `{ orders { nodes { ${selection} } } }`);
    expect(listed.data).toEqual({ orders: { nodes: [shown] } });
    const { data: named } = await orders.graphql<{ order: { lines: { id: string }[] } }>(
      customer,
      'query ($id: ID) { order(id: $id) { lines { id } } }',
      { id: order.id },
    );
    const entity = await orders.graphql<{ _entities: object[] }>(
      customer,
      `query ($ids: [_Any!]!) { _entities(representations: $ids) { ... on OrderLine { ${lineFields} } } }`,
      { ids: named.order.lines.map(({ id }) => ({ __typename: 'OrderLine', id })) },
    );
    expect(entity.data._entities).toEqual(shown.lines);
    const { rows } = await sql<{ data: unknown }>`
      SELECT envelope -> 'data' AS data FROM messaging.outbox
      WHERE key = ${order.id} AND type = 'orders.order-placed.v1'`.execute(orders.database.statements);
    const { discountMinor, taxMinor, totalMinor, ...details } = reducedPrice;
    expect(rows).toMatchObject([{ data: { discountMinor, taxMinor, totalMinor, ...details } }]);
    expect(rows).toMatchObject([
      {
        data: { lines: [{ taxRateBasisPoints: 1900, taxMinor: 287, discounts: [{ amountMinor: 200 }] }, {}] },
      },
    ]);
  });

  it('is as before of a cart that does not say what it was priced by: nothing off, and one tax', async () => {
    const customer = newCustomer();
    const cart = { ...frozenCart, cartId: uuidv7(), taxMinor: 1643, email: 'sam@example.com' };
    orders.carts.answer({ outcome: 'frozen', cart });
    const { order } = await place(orders, customer, placeInput());
    const { data } = await orders.graphql(
      customer,
      `query ($id: ID) { order(id: $id) { discounts { title } pricesIncludeTax
        taxLines { rate net { amount } tax { amount } }
        lines { discounts { title } totalAfterDiscounts { amount } tax { amount } taxRate } } }`,
      { id: order.id },
    );
    const line = { discounts: [], totalAfterDiscounts: { amount: '102.90' }, tax: null, taxRate: null };
    expect(data).toEqual({
      order: {
        ...{ discounts: [], pricesIncludeTax: true, lines: [line] },
        taxLines: [{ rate: '19', net: { amount: '86.47' }, tax: { amount: '16.43' } }],
      },
    });
  });

  it('refuses a cart whose parts are not its total, as a fault of carts, and gives it back', async () => {
    const [customer, input] = [newCustomer(), placeInput()];
    const cart = { ...frozenCart, cartId: input.cartId, taxMinor: 100, shippingMinor: 1 };
    orders.carts.answer({ outcome: 'frozen', cart });
    const { errors } = await sendPlace(orders, customer, input);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
    const frozenFor = orders.carts.requests.find(({ cartId }) => cartId === input.cartId)?.orderId ?? '';
    expect(await sentMessages(frozenFor)).toEqual([{ type: 'orders.order-abandoned.v1' }]);
  });

  it('keeps what the buyer has said of the cart, and is found by their reference, by them and by staff', async () => {
    const customer = newCustomer();
    const reference = `PO ${uuidv7()}`;
    const said = { note: 'Ring twice.\nAt the back.', giftText: 'For Kim', reference };
    const cart = { ...frozenCart, cartId: uuidv7(), taxMinor: 100, email: 'sam@example.com' };
    orders.carts.answer({ outcome: 'frozen', cart: { ...cart, ...said } });
    const { order } = await place(orders, customer, placeInput());
    orders.carts.answer({ outcome: 'frozen', cart: { ...cart, cartId: uuidv7() } });
    const { order: silent } = await place(orders, customer, placeInput());
    const read = (viewer: KnownViewer, id: string) =>
      orders.graphql(viewer, 'query ($id: ID) { order(id: $id) { note giftText reference } }', { id });
    expect((await read(staff, order.id)).data).toEqual({ order: said });
    const nothing = { note: null, giftText: null, reference: null };
    expect((await read(customer, silent.id)).data).toEqual({ order: nothing });
    const list = `query ($reference: String) { orders(filters: { reference: $reference }) {
      nodes { id reference } totalCount } }`;
    const found = async (viewer: KnownViewer, given: string) =>
      (await orders.graphql<{ orders: object }>(viewer, list, { reference: given })).data.orders;
    const one = { nodes: [{ id: order.id, reference }], totalCount: 1 };
    expect(await found(staff, reference)).toEqual(one);
    expect(await found(customer, ` ${reference} `)).toEqual(one);
    expect(await found(newCustomer(), reference)).toEqual({ nodes: [], totalCount: 0 });
    expect(await found(staff, reference.slice(0, -1))).toEqual({ nodes: [], totalCount: 0 });
    expect(await found(customer, ' ')).toEqual({ nodes: [], totalCount: 0 });
  });

  it('answers with the order at once, and without any broker', async () => {
    const customer = newCustomer();
    const result = await place(orders, customer, placeInput());
    expect(result).toMatchObject({
      __typename: 'OrderPlaceSuccess',
      order: {
        status: 'PENDING',
        paymentStatus: 'PENDING',
        version: 1,
        timeline: [{ version: 1, code: 'ORDER_PLACED', status: 'PENDING' }],
        cancellation: null,
        lines: [{ sku: 'STOOL-OAK' }],
        total: { gross: { amount: '102.90' } },
        customer: { id: customer.id },
      },
    });
    expect(result.order.number).toMatch(/^CW-1\d{5}$/);
    expect(await sentMessages(result.order.id)).toEqual([
      { type: 'orders.order-placed.v1' },
      { type: 'inventory.reserve.v1' },
    ]);
  });

  it('tells of the wish for the newsletter, with the address of the order, where the box was ticked alone', async () => {
    const customer = newCustomer();
    const ticked = { ...placeInput(), newsletter: true };
    const { order } = await place(orders, customer, ticked);
    await place(orders, customer, ticked); // the same request
    const { order: other } = await place(orders, customer, { ...placeInput(), newsletter: false });
    const { rows } = await sql<{ key: string; data: object }>`
      SELECT key, envelope -> 'data' AS data FROM messaging.outbox
      WHERE type = 'orders.newsletter-asked.v1' AND key IN (${order.id}, ${other.id})`.execute(
      orders.database.statements,
    );
    const asked = { orderId: order.id, customerId: customer.id, email: ticked.email, locale: 'en' };
    expect(rows).toEqual([{ key: order.id, data: { ...asked, askedAt: expect.any(String) as string } }]);
  });

  it('takes a fixed number of statements', async () => {
    const customer = newCustomer();
    orders.statements.reset();
    await place(orders, customer, placeInput());
    const statements = orders.statements
      .statements()
      .filter((statement) => !statement.includes('deadline_at" <='));
    // the key; the payment methods on offer; the order with lines, timeline and key; the outbox. The answer reads nothing again.
    expect(statements, statements.join('\n')).toHaveLength(4);
  });

  it('is stored together with those that are placed at the same time, and each is its buyer’s own', async () => {
    const buyers = Array.from({ length: 16 }, () => newCustomer());
    const { requests } = orders.carts;
    const before = requests.length;
    const goOn = orders.carts.hold();
    const placing = buyers.map((buyer) => place(orders, buyer, placeInput()));
    await waitFor(() => requests.length === before + buyers.length, { describe: () => requests.length });
    orders.statements.reset();
    goOn();
    const results = await Promise.all(placing);
    expect(new Set(results.map(({ order }) => order.number)).size).toBe(buyers.length);
    expect(results.map(({ order }) => order.customer.id)).toEqual(buyers.map(({ id }) => id));
    for (const { order } of results) expect(await sentMessages(order.id)).toHaveLength(2);
    const stores = orders.statements.statements().filter((text) => text.includes('insert into "orders"'));
    expect(stores.length).toBeLessThan(buyers.length);
  });

  it.each([
    ['fr-CH, fr;q=0.9, de-AT;q=0.8, *;q=0.1', 'de'],
    ['en-GB, de', 'en'],
    ['en;q=0, *', 'de'],
  ])('keeps the language that %j asks for', async (acceptLanguage, locale) => {
    const { data } = await orders.graphql<{ orderPlace: { order: { id: string } } }>(
      newCustomer(),
      `mutation ($input: OrderPlaceInput!) { orderPlace(input: $input) {
        ... on OrderPlaceSuccess { order { id } } } }`,
      { input: placeInput() },
      { 'accept-language': acceptLanguage },
    );
    const stored = orders.database.statements.selectFrom('orders').select('locale');
    const { id } = data.orderPlace.order;
    expect(await stored.where('id', '=', id).executeTakeFirst()).toEqual({ locale });
  });

  it('refuses a visitor who has no session', async () => {
    const { errors } = await orders.graphql(
      null,
      'mutation ($input: OrderPlaceInput!) { orderPlace(input: $input) { __typename } }',
      {
        input: placeInput(),
      },
    );
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('names the field that is at fault', async () => {
    const { data } = await orders.graphql<{ orderPlace: object }>(
      newCustomer(),
      `mutation ($input: OrderPlaceInput!) { orderPlace(input: $input) {
        __typename ... on InvalidInputError { fields { path code } } } }`,
      {
        input: placeInput({
          email: 'a\ud83d',
          shippingAddress: { ...placeInput().shippingAddress, city: '' },
        }),
      },
    );
    expect(data.orderPlace).toEqual({
      __typename: 'InvalidInputError',
      fields: [
        { path: ['email'], code: 'INVALID_CHARACTERS' },
        { path: ['shippingAddress', 'city'], code: 'REQUIRED' },
      ],
    });
  });

  it('takes from the cart what it is not given, and says what that has not either', async () => {
    const bare = placeInput({ shippingAddress: null, billingAddress: null, shippingMethod: null });
    const kept = await orders.graphql<{ orderPlace: object }>(
      newCustomer(),
      `mutation ($input: OrderPlaceInput!) { orderPlace(input: $input) { ... on OrderPlaceSuccess {
        order { shippingAddress { line1 } billingAddress { line1 } } } } }`,
      { input: bare },
    );
    const address = { line1: '1 Kept Street' };
    expect(kept.data.orderPlace).toEqual({ order: { shippingAddress: address, billingAddress: address } });
    orders.carts.answer({ outcome: 'incomplete', missing: ['email'] });
    const { __typename } = await place(orders, newCustomer(), placeInput());
    expect(__typename).toBe('InvalidInputError');
  });

  it('refuses what another tax is included in than was shown', async () => {
    const quoted = { countryCode: 'DE', totalMinor: 10290, taxMinor: 1643 };
    orders.carts.answer({
      outcome: 'quote-changed',
      currency: 'EUR',
      quoted,
      actual: { ...quoted, countryCode: 'US', taxMinor: 0 },
    });
    const { data } = await orders.graphql<{ orderPlace: object }>(
      newCustomer(),
      `mutation ($input: OrderPlaceInput!) { orderPlace(input: $input) { ... on QuoteChangedError {
        quotedCountryCode actualCountryCode quotedTotal { tax { amount } } actualTotal { tax { amount } } } } }`,
      { input: placeInput() },
    );
    expect(data.orderPlace).toEqual({
      ...{ quotedCountryCode: 'DE', actualCountryCode: 'US' },
      ...{ quotedTotal: { tax: { amount: '16.43' } }, actualTotal: { tax: { amount: '0.00' } } },
    });
  });

  it.each(['short', 'x'.repeat(256), 'line\nbreak'])(
    'refuses the idempotency key %j',
    async (idempotencyKey) => {
      const { errors } = await sendPlace(orders, newCustomer(), placeInput({ idempotencyKey }));
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'idempotencyKey' });
    },
  );

  it('has no cart of an id that can be none', async () => {
    expect(await place(orders, newCustomer(), placeInput({ cartId: 'nonsense' }))).toMatchObject({
      __typename: 'CartUnavailableError',
      message: 'There is no such cart.',
    });
  });
});

describe('an idempotency key', () => {
  it('gives ten parallel duplicates one order', async () => {
    const [customer, input] = [newCustomer(), placeInput()];
    const replica = await orders.startReplica();
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, index) => place(index % 2 === 0 ? orders : replica, customer, input)),
    );
    expect(new Set(results.map(({ order }) => order.id)).size).toBe(1);
    expect(await orders.database.prisma.order.count({ where: { customerId: customer.id } })).toBe(1);
    const placed = (await sentMessages(results[0]?.order.id ?? '')).filter(({ type }) =>
      type.includes('placed'),
    );
    expect(placed).toHaveLength(1);
  });

  it('gives the same order to a guest who has become a customer', async () => {
    const guest = newCustomer({ role: 'GUEST' });
    const input = placeInput();
    const first = await place(orders, guest, input);
    const again = await place(orders, newCustomer({ guestId: guest.id }), input);
    expect(again.order.id).toBe(first.order.id);
  });

  it('is refused for another input', async () => {
    const [customer, input] = [newCustomer(), placeInput()];
    await place(orders, customer, input);
    const other = { ...input, paymentMethod: { token: 'sim_declined' } };
    expect((await place(orders, customer, other)).__typename).toBe('IdempotencyKeyReusedError');
  });

  it("is one's own: another customer may use the same", async () => {
    const input = placeInput();
    const first = await place(orders, newCustomer(), input);
    const second = await place(orders, newCustomer(), { ...input, cartId: uuidv7() });
    expect(second.order.id).not.toBe(first.order.id);
  });

  it('is free again after an outcome that made no order', async () => {
    const [customer, input] = [newCustomer(), placeInput()];
    orders.carts.answer({ outcome: 'price-changed', actualTotalMinor: 12000, currency: 'EUR' });
    expect(await place(orders, customer, input)).toMatchObject({
      __typename: 'PriceChangedError',
      actualTotal: { amount: '120.00' },
    });
    const variantIds = [uuidv7()];
    orders.carts.answer({ outcome: 'out-of-stock', variantIds });
    expect(await place(orders, customer, input)).toMatchObject({ __typename: 'OutOfStockError', variantIds });
    orders.carts.answer({ outcome: 'shipping-method-unavailable', shippingMethod: 'standard' });
    expect((await place(orders, customer, input)).__typename).toBe('ShippingMethodUnavailableError');
    orders.carts.answer(undefined);
    const corrected = { ...input, expectedTotal: { amount: '120.00', currencyCode: 'EUR' } };
    expect((await place(orders, customer, corrected)).__typename).toBe('OrderPlaceSuccess');
  });

  it('is free again, and the cart given back, after a failure that no retry mends', async () => {
    const [customer, input] = [newCustomer(), placeInput()];
    orders.carts.answer({ outcome: 'frozen', cart: { ...frozenCart, cartId: input.cartId } });
    const { errors } = await sendPlace(orders, customer, input);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
    const frozenFor = orders.carts.requests.find(({ cartId }) => cartId === input.cartId)?.orderId ?? '';
    expect(await sentMessages(frozenFor)).toEqual([{ type: 'orders.order-abandoned.v1' }]);
    orders.carts.answer(undefined);
    const mended = await place(orders, customer, { ...input, email: 'mended@example.com' });
    expect(mended.__typename).toBe('OrderPlaceSuccess');
    expect(mended.order.id).not.toBe(frozenFor);
  });

  it('works later, for the same order id, when carts gave no answer', async () => {
    const [customer, input] = [newCustomer(), placeInput()];
    orders.carts.breakDown(true);
    const { errors } = await sendPlace(orders, customer, input);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'UNAVAILABLE', retryable: true });
    orders.carts.breakDown(false);
    const { order } = await place(orders, customer, input);
    const asked = orders.carts.requests.filter(({ cartId }) => cartId === input.cartId);
    expect(asked.length).toBeGreaterThan(1);
    expect(new Set(asked.map(({ orderId }) => orderId))).toEqual(new Set([order.id]));
  });

  it('is in conflict while it is in flight, and taken over with its order id once its attempt is silent', async () => {
    const [customer, input] = [newCustomer(), placeInput()];
    const goOn = orders.carts.hold();
    const silent = sendPlace(orders, customer, input);
    const asked = await waitFor(() => orders.carts.requests.find(({ cartId }) => cartId === input.cartId));
    const { errors } = await sendPlace(orders, customer, input);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', retryable: true });
    const attemptOf = async (): Promise<number | undefined> => {
      const where = { key: input.idempotencyKey };
      return (await orders.database.prisma.idempotencyKey.findFirst({ where }))?.attempt;
    };
    nowMs += 10_000;
    const taken = sendPlace(orders, customer, input);
    // At once: not when the silent attempt is given up.
    await waitFor(async () => (await attemptOf()) === 2, { timeoutMs: 2_000 });
    goOn();
    const answers = [await taken, await silent].map(
      ({ data }) => (data as { result: { order: { id: string } } | null } | null)?.result?.order.id,
    );
    expect(answers[0]).toBe(asked.orderId);
    expect(await orders.database.prisma.order.count({ where: { customerId: customer.id } })).toBe(1);
  });
});

describe('a cart', () => {
  it('is ordered once, whatever the keys', async () => {
    const [customer, cartId] = [newCustomer(), uuidv7()];
    const results = await Promise.all(
      Array.from({ length: 6 }, () => place(orders, customer, placeInput({ cartId }))),
    );
    expect(results.map(({ __typename }) => __typename).toSorted()).toEqual([
      ...Array.from({ length: 5 }, () => 'CartUnavailableError'),
      'OrderPlaceSuccess',
    ]);
    const order = results.find(({ __typename }) => __typename === 'OrderPlaceSuccess')?.order;
    expect(await readOrder(orders, customer, order?.id ?? '')).toMatchObject({ id: order?.id });
  });
});
