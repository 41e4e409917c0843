import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestProducts, type TestProducts } from '../../../test/start-test-products.ts';
import { KeptProducts, type ProductRef } from './kept-products.ts';
import type { Product } from './product-content.ts';

let products: TestProducts;
let kept: KeptProducts;
let refs: ProductRef[];
beforeAll(async () => {
  products = await startTestProducts({ products: 20 });
  kept = new KeptProducts(products.database.statements);
  refs = await findRefs();
});
afterAll(() => products[Symbol.asyncDispose]());

function findRefs(): Promise<ProductRef[]> {
  return products.database.statements
    .selectFrom('products')
    .select(['id', 'revision'])
    .orderBy('id')
    .execute();
}

/** The products as whoever has kept some gives them. */
async function asKept(): Promise<Product[]> {
  return [...(await kept.read(await findRefs())).values()];
}

/** The same of somebody who has kept nothing. */
async function asStored(): Promise<Product[]> {
  return [...(await new KeptProducts(products.database.statements).read(await findRefs())).values()];
}

async function statementsFor(read: () => Promise<unknown>): Promise<number> {
  products.statements.reset();
  await read();
  return products.statements.statements().length;
}

const byId = (some: readonly Product[]) => new Map(some.map((product) => [product.id, product]));

/** A change of the first product, or of the first of its rows. */
const first = '(SELECT id FROM products ORDER BY id LIMIT 1)';
const variant = `(SELECT id FROM product_variants WHERE product_id = ${first} ORDER BY position LIMIT 1)`;
const image = `(SELECT id FROM images WHERE product_id = ${first} ORDER BY position LIMIT 1)`;
const changes = {
  'a name': `UPDATE products SET name = 'Renamed' WHERE id = ${first}`,
  'a rating': `UPDATE products SET rating_sum = rating_sum + 5, rating_count = rating_count + 1 WHERE id = ${first}`,
  'a review that comes': `INSERT INTO reviews (id, product_id, customer_id, author_name, rating, title, body, created_at)
    VALUES ('00000000-0000-4000-8000-0000000000dd', ${first}, '00000000-0000-4000-8000-0000000000dd', 'Sam', 1, '-', '-', now())`,
  'the stars of a review': `UPDATE reviews SET rating = 5 WHERE id = '00000000-0000-4000-8000-0000000000dd'`,
  'a review that is hidden': `UPDATE reviews SET hidden_at = now() WHERE id = '00000000-0000-4000-8000-0000000000dd'`,
  'a review that is shown again': `UPDATE reviews SET hidden_at = NULL WHERE id = '00000000-0000-4000-8000-0000000000dd'`,
  'a review that goes': `DELETE FROM reviews WHERE id = '00000000-0000-4000-8000-0000000000dd'`,
  'how many variants there are to buy': `UPDATE products SET available_variants = 1 - least(available_variants, 1) WHERE id = ${first}`,
  'an image': `UPDATE images SET alt_text = 'Another' WHERE id = ${image}`,
  'an image that comes': `INSERT INTO images (id, product_id, key, alt_text, width, height, position)
    VALUES ('00000000-0000-4000-8000-0000000000aa', ${first}, 'key', 'New', 1, 1, 90)`,
  'an image that goes': `DELETE FROM images WHERE id = '00000000-0000-4000-8000-0000000000aa'`,
  'an image that moves to another product': `UPDATE images SET product_id = (SELECT id FROM products ORDER BY id DESC LIMIT 1) WHERE id = ${image}`,
  'a variant': `UPDATE product_variants SET title = 'Another' WHERE id = ${variant}`,
  'a variant that comes': `INSERT INTO product_variants (id, product_id, sku, title, selected_options, weight_grams, position)
    VALUES ('00000000-0000-4000-8000-0000000000bb', ${first}, 'NEW', 'New', '[]', 1, 90)`,
  'a price that comes': `INSERT INTO variant_prices VALUES ('00000000-0000-4000-8000-0000000000bb', 'EUR', 900, NULL)`,
  'a price': `UPDATE variant_prices SET amount_minor = 901 WHERE variant_id = '00000000-0000-4000-8000-0000000000bb'`,
  'a price that goes': `DELETE FROM variant_prices WHERE variant_id = '00000000-0000-4000-8000-0000000000bb'`,
  'a variant that goes': `DELETE FROM product_variants WHERE id = '00000000-0000-4000-8000-0000000000bb'`,
};

describe('products that were read of late', () => {
  it('are not read again', async () => {
    const before = await asKept();
    expect(before).toHaveLength(20);
    expect(await statementsFor(() => kept.read(refs))).toBe(0);
    const again = await kept.read(refs);
    expect(before.every((one) => again.get(one.id) === one)).toBe(true);
  });

  it.each(Object.entries(changes))('show at once %s', async (_name, change) => {
    const before = await asKept();
    expect(await products.sql.$executeRawUnsafe(change)).toBeGreaterThan(0);
    const after = await asKept();
    expect(after).not.toEqual(before);
    expect(byId(after)).toEqual(byId(await asStored()));
  });

  it('stay while their stock moves', async () => {
    const before = await asKept();
    await products.sql.$executeRawUnsafe(
      'UPDATE stock SET available = available + 1, received = received + 1',
    );
    expect((await asKept()).every((one, at) => one === before[at])).toBe(true);
  });

  it('stay while their variants are announced anew', async () => {
    const before = await asKept();
    await products.sql.$executeRawUnsafe('UPDATE product_variants SET version = version + 1');
    expect((await asKept()).every((one, at) => one === before[at])).toBe(true);
  });

  it('leave out what is gone', async () => {
    const missing = {
      id: '00000000-0000-4000-8000-0000000000cc',
      revision: '00000000-0000-4000-8000-0000000000cc',
    };
    expect([...(await kept.read([missing])).keys()]).toEqual([]);
  });

  it('are given as they were found, or later, where they change meanwhile', async () => {
    const [found] = await findRefs();
    await products.sql.$executeRawUnsafe(`UPDATE products SET name = 'In between' WHERE id = ${first}`);
    const [given] = (
      await new KeptProducts(products.database.statements).read(found ? [found] : [])
    ).values();
    expect(given).toMatchObject({ name: 'In between' });
    expect(given?.revision).not.toBe(found?.revision);
  });
});

describe('a revision', () => {
  const name = () =>
    products.sql.$queryRawUnsafe<{ name: string; revision: string }[]>(
      `SELECT name, revision FROM products WHERE id = ${first}`,
    );

  it('is not seen before what it stands for', async () => {
    const [before] = await name();
    const told = Promise.withResolvers<undefined>();
    const written = Promise.withResolvers<undefined>();
    const writing = products.database.transaction(async (tx) => {
      await tx
        .updateTable('products')
        .set({ name: 'Not committed' })
        .where('id', '=', refs[0]?.id ?? '')
        .execute();
      written.resolve(undefined);
      await told.promise;
    });
    await written.promise;
    expect((await name())[0]).toEqual(before);
    expect((await asKept()).find(({ id }) => id === refs[0]?.id)?.name).toBe(before?.name);
    told.resolve(undefined);
    await writing;
    expect((await asKept()).find(({ id }) => id === refs[0]?.id)?.name).toBe('Not committed');
  });

  it('is one for all that a transaction changes of a product', async () => {
    const revisions = await products.database.transaction(async (tx) => {
      const of = async () =>
        (
          await tx
            .selectFrom('products')
            .select('revision')
            .where('id', '=', refs[0]?.id ?? '')
            .execute()
        )[0]?.revision;
      await tx
        .updateTable('images')
        .set({ altText: 'One' })
        .where('productId', '=', refs[0]?.id ?? '')
        .execute();
      const afterOne = await of();
      await tx
        .updateTable('productVariants')
        .set({ title: 'Two' })
        .where('productId', '=', refs[0]?.id ?? '')
        .execute();
      return [afterOne, await of()];
    });
    expect(revisions[0]).toBe(revisions[1]);
    expect(byId(await asKept())).toEqual(byId(await asStored()));
  });
});
