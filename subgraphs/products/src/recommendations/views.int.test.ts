import type { TestViewer } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mutate } from '../../test/mutate.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { collect, erase } from '../personal-data/use-cases.ts';
import { purgeRefusals, trimViews } from './repository/views.ts';

let products: TestProducts;
let ids: string[];
beforeAll(async () => {
  products = await startTestProducts({ products: 60, sweepSeconds: 3_600 });
  const rows = await products.sql.$queryRawUnsafe<{ id: string }[]>('SELECT id FROM products ORDER BY id');
  ids = rows.map(({ id }) => id);
});
afterAll(() => products[Symbol.asyncDispose]());

const person = (role: 'GUEST' | 'CUSTOMER' = 'CUSTOMER'): TestViewer => ({ id: uuidv7(), role });
const look = (viewer: TestViewer | null, productId: string | undefined) =>
  mutate(products, viewer, {
    name: 'productViewRecord',
    input: { productId },
    selection: '... on ProductViewRecordSuccess { isRecorded }',
  });
const decide = async (viewer: TestViewer, isRecorded: boolean) => {
  const decision = 'productViewsUpdate(input: { isRecorded: $isRecorded }) { isRecorded }';
  const { data } = await products.graphql(viewer, `mutation ($isRecorded: Boolean!) { ${decision} }`, {
    isRecorded,
  });
  expect(data).toEqual({ productViewsUpdate: { isRecorded } });
};
/** Moves all that somebody has looked at into the past. */
const timePasses = (viewer: TestViewer, seconds: number) =>
  products.sql.$executeRawUnsafe(
    `UPDATE product_views SET viewed_at = viewed_at - ${seconds} * interval '1 second' WHERE person_id = $1`,
    viewer.id,
  );
async function viewed(viewer: TestViewer | null, first = 50): Promise<string[] | undefined> {
  const { data } = await products.graphql<{ recentlyViewed: { id: string }[] | null }>(
    viewer,
    `{ recentlyViewed(first: ${first}) { id } }`,
  );
  return data.recentlyViewed?.map(({ id }) => id);
}

it('is told to whoever looked, the latest first, each once, guests included', async () => {
  const guest = person('GUEST');
  for (const index of [0, 1, 2]) {
    await timePasses(guest, 100);
    expect(await look(guest, ids[index])).toMatchObject({ isRecorded: true });
  }
  await timePasses(guest, 100);
  await look(guest, ids[0]);
  expect(await viewed(guest)).toEqual([ids[0], ids[2], ids[1]]);
  expect(await viewed(guest, 1)).toEqual([ids[0]]);
  expect(await viewed({ ...person(), guestId: guest.id ?? '' })).toEqual([ids[0], ids[2], ids[1]]);
  expect(await viewed(person())).toEqual([]);
  expect(await viewed(null)).toBeUndefined();
});

it('leaves out what is not shown any more, and does not know what never was', async () => {
  const viewer = person();
  await look(viewer, ids[5]);
  await products.sql.$executeRawUnsafe(`UPDATE products SET status = 'ARCHIVED' WHERE id = $1`, ids[5]);
  expect(await viewed(viewer)).toEqual([]);
  expect(await look(viewer, ids[5])).toMatchObject({ __typename: 'ProductNotFoundError' });
  expect(await look(viewer, uuidv7())).toMatchObject({ __typename: 'ProductNotFoundError' });
  expect(await look(null, ids[6])).toEqual({ code: 'UNAUTHENTICATED' });
});

it('keeps fifty, and writes nothing for the same look again', async () => {
  const viewer = person();
  for (const id of ids.filter((_, index) => index !== 5).slice(0, 53)) {
    await timePasses(viewer, 100);
    await look(viewer, id);
  }
  const found = (await viewed(viewer)) ?? [];
  expect(found).toHaveLength(50);
  products.statements.reset();
  await look(viewer, found[0]);
  expect(products.statements.statements().some((sql) => sql.includes('DELETE'))).toBe(false);
  expect(await viewed(viewer)).toEqual(found);
});

it('is neither kept nor found once they do not want it, until they do', async () => {
  const viewer = person();
  await look(viewer, ids[7]);
  await decide(viewer, false);
  expect(await viewed(viewer)).toEqual([]);
  expect(await look(viewer, ids[7])).toMatchObject({ isRecorded: false });
  expect(await viewed(viewer)).toEqual([]);
  await decide(viewer, true);
  await look(viewer, ids[7]);
  expect(await viewed(viewer)).toEqual([ids[7]]);
});

it('is exported, erased, and forgotten after a while', async () => {
  const [one, other] = [person(), person()];
  await look(one, ids[8]);
  await look(other, ids[8]);
  const { statements, transaction } = products.database;
  expect(await collect(statements, [one.id ?? ''])).toMatchObject({
    productViews: [{ product: expect.any(String) as string }],
    productViewsRefusedAt: [],
  });
  await transaction((tx) => erase(tx, [one.id ?? ''], new Date()));
  expect(await collect(statements, [one.id ?? ''])).toMatchObject({ productViews: [] });
  expect(await viewed(other)).toEqual([ids[8]]);
  await timePasses(other, 100 * 86_400);
  await trimViews(statements, new Date(Date.now() - 90 * 86_400_000), 500);
  expect(await viewed(other)).toEqual([]);
});

it('keeps nothing of who refused as the guest that they were', async () => {
  const guest = person('GUEST');
  await decide(guest, false);
  const customer = { ...person(), guestId: guest.id ?? '' };
  expect(await look(customer, ids[8])).toMatchObject({ isRecorded: false });
  await decide(customer, true);
  expect(await look(customer, ids[8])).toMatchObject({ isRecorded: true });
});

it('forgets what a guest refused once they were not met for a while, and what a customer refused never', async () => {
  const [gone, back, reader] = [person('GUEST'), person('GUEST'), person('GUEST')];
  const customer = { ...person(), guestId: person('GUEST').id ?? '' };
  for (const viewer of [gone, back, reader, customer]) await decide(viewer, false);
  const { statements } = products.database;
  const persons = [gone.id, back.id, reader.id, customer.id, customer.guestId].map((id) => id ?? '');
  await statements
    .updateTable('productViewRefusals')
    .set({ metAt: new Date('2020-01-01') })
    .where('personId', 'in', persons)
    .execute();
  expect(await look(back, ids[8])).toMatchObject({ isRecorded: false });
  expect(await viewed(reader)).toEqual([]);
  await purgeRefusals(statements, new Date('2020-01-02'), 500);
  const kept = await statements
    .selectFrom('productViewRefusals')
    .select('personId')
    .where('personId', 'in', persons)
    .execute();
  expect(new Set(kept.map(({ personId }) => personId))).toEqual(new Set([back.id, reader.id, customer.id]));
  const metOf = () =>
    statements
      .selectFrom('productViewRefusals')
      .select('metAt')
      .where('personId', '=', reader.id ?? '')
      .executeTakeFirstOrThrow();
  const before = await metOf();
  await viewed(reader);
  expect(await metOf()).toEqual(before);
});

it('takes refusals from the release before, which does not say when somebody was there', async () => {
  const { id } = person('GUEST');
  await products.sql.$executeRawUnsafe(
    'INSERT INTO product_view_refusals (person_id, refused_at) VALUES ($1::uuid, now())',
    id,
  );
  const refused = await products.database.statements
    .selectFrom('productViewRefusals')
    .select(['isGuests', 'metAt'])
    .where('personId', '=', id ?? '')
    .execute();
  expect(refused).toEqual([{ isGuests: false, metAt: expect.any(Date) as Date }]);
});

it('keeps nothing that is looked at while somebody refuses', async () => {
  const viewer = person();
  await Promise.all([...ids.slice(9, 29).map((id) => look(viewer, id)), decide(viewer, false)]);
  expect(await viewed(viewer)).toEqual([]);
});
