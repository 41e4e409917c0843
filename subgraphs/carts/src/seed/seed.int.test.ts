import { sampleCatalogue, sampleCustomers } from '@cartwright/sample-data';
import { createTestDatabase } from '@cartwright/testing';
import { expect, it } from 'vitest';
import { createCartsRepository, type CartsRepository } from '../repository/carts-repository.ts';
import { seedCarts } from './seed-carts.ts';
import { seedCatalogue } from './seed-catalogue.ts';

const products = 40;

async function offersOfSample(repository: CartsRepository) {
  const variantIds = [...sampleCatalogue({ products }).products].flatMap(({ variants }) =>
    variants.map(({ id }) => id),
  );
  return { variantIds, offers: await repository.reads.offers(variantIds, 'USD') };
}

it('knows the sample catalogue and some carts, and a second run changes nothing, newer news least of all', async () => {
  await using stack = new AsyncDisposableStack();
  const database = stack.use(await createTestDatabase('carts'));
  const repository = createCartsRepository(database.url);
  stack.defer(() => repository.close());
  await seedCatalogue(repository, products);
  expect(await seedCarts(repository)).toBe(2);
  const { variantIds, offers } = await offersOfSample(repository);
  expect(offers.size).toBe(variantIds.length);
  const [variantId = ''] = variantIds;
  await repository.transaction((store) => store.saveStock([{ variantId, version: 2, available: 1 }]));

  expect(await seedCatalogue(repository, products)).toBe(variantIds.length);
  expect(await seedCarts(repository)).toBe(0);
  expect((await offersOfSample(repository)).offers.get(variantId)?.available).toBe(1);
  const owners = sampleCustomers().map(({ id }) => id);
  const carts = await repository.reads.inUse(owners);
  expect(carts.map(({ lines }) => lines.length)).toEqual([3, 3]);
});
