import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newCustomer, place, placeInput } from '../../test/operations.ts';
import { startTestOrders, type TestOrders } from '../../test/start-test-orders.ts';
import { methodOffers } from '../payment-methods/door.ts';

let orders: TestOrders;
beforeAll(async () => {
  orders = await startTestOrders();
});
afterAll(() => orders[Symbol.asyncDispose]());

const paidWith = (token: string) => ({ paymentMethod: { token } });
const offer = (offeredAt: Date, tokenForms: readonly string[]) =>
  orders.database.transaction((tx) =>
    methodOffers(orders.database.statements).keep(tx, { offeredAt, tokenForms }),
  );
const ordersOf = (customerId: string) => orders.database.prisma.order.count({ where: { customerId } });

const refused = {
  __typename: 'InvalidInputError',
  fields: [{ path: ['paymentMethod', 'token'], code: 'INVALID_VALUE' }],
};

describe('an unknown payment token', () => {
  it('is accepted as long as no offer of payment methods has arrived', async () => {
    const { __typename } = await place(orders, newCustomer(), placeInput(paidWith('nonsense')));
    expect(__typename).toBe('OrderPlaceSuccess');
  });

  it('is refused before there is an order, does not touch the cart, and leaves the key free', async () => {
    await offer(new Date(), ['sim_ok']);
    const [customer, input] = [newCustomer(), placeInput()];
    expect(await place(orders, customer, { ...input, ...paidWith('nonsense') })).toMatchObject(refused);
    expect(await ordersOf(customer.id)).toBe(0);
    expect(orders.carts.requests.filter(({ cartId }) => cartId === input.cartId)).toEqual([]);
    const placed = await sql`SELECT FROM messaging.outbox
      WHERE type = 'orders.order-placed.v1' AND envelope -> 'data' ->> 'customerId' = ${customer.id}`.execute(
      orders.database.statements,
    );
    expect(placed.rows).toEqual([]);
    expect((await place(orders, customer, input)).__typename).toBe('OrderPlaceSuccess');
  });

  it('is known from the offer on that has it, and an order that stands is answered when it is gone', async () => {
    await offer(new Date(Date.now() + 1_000), ['sim_ok', 'new_ok']);
    const [customer, input] = [newCustomer(), placeInput(paidWith('new_ok'))];
    const { order } = await place(orders, customer, input);
    await offer(new Date(Date.now() + 2_000), ['sim_ok']);
    expect((await place(orders, customer, input)).order.id).toBe(order.id);
    expect(await place(orders, customer, placeInput(paidWith('new_ok')))).toMatchObject(refused);
  });
});
