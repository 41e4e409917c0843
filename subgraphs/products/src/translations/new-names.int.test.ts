import { waitFor } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addCategory, changeCategory, type SeenCategory } from '../../test/category-tree.ts';
import { editor, editProduct } from '../../test/edit-product.ts';
import { mutate } from '../../test/mutate.ts';
import { addProductType, changeProductType } from '../../test/product-types.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { spreadNames } from './use-cases/spread-names.ts';

const count = 60;
const some = 25;
let products: TestProducts;
let top: SeenCategory;
let leaf: SeenCategory;
beforeAll(async () => {
  products = await startTestProducts({ products: count });
});
afterAll(() => products[Symbol.asyncDispose]());
beforeEach(async () => {
  top = await addCategory(products, 'Quondam');
  leaf = await addCategory(products, 'Zwieback', top.id);
  await products.sql.$executeRawUnsafe('UPDATE products SET category_id = $1::uuid', leaf.id);
  await products.sql.$executeRawUnsafe('DELETE FROM kin_text_changes');
  await change('Update', { id: leaf.id, version: 1, name: 'Knaeckebrot' });
  await spreadAll();
});

const change = async (how: 'Update' | 'Move', input: object) => {
  const { __typename } = await changeCategory(products, how, input);
  expect(__typename).toBe(`Category${how}Success`);
};
const partsThat = (end: () => void, sent: string[] = []) => {
  const transact: Parameters<typeof spreadNames>[0]['messaging']['transact'] = (work) =>
    products.database.transaction(async (tx) => {
      const done = await work(tx, ({ contract }) => void sent.push(contract.type));
      end();
      return done;
    });
  return { messaging: { transact } as Parameters<typeof spreadNames>[0]['messaging'], newId: uuidv7 };
};
/** Keeps the types of what is sent. */
const partsSending = (sent: string[]) => partsThat(() => undefined, sent);
const spreadOnce = (atOnce: number) => {
  const parts = partsThat(() => undefined);
  return spreadNames(parts, atOnce);
};
/** Once no transaction is under way any more that began before the change, in whichever database of the server. */
const spread = (atOnce: number) => waitFor(() => spreadOnce(atOnce));
async function spreadAll() {
  const left = () => products.sql.$queryRawUnsafe<object[]>('SELECT FROM kin_text_changes');
  while ((await left()).length > 0) await spread(some);
}
const found = async (query: string) => {
  const { data } = await products.graphql<{ productSearch: { products: { totalCount: number } } }>(
    null,
    'query ($query: String) { productSearch(input: { query: $query, spelling: AS_TYPED }) { products { totalCount } } }',
    { query },
  );
  return data.productSearch.products.totalCount;
};
const begun = async (names: string) => {
  const [row] = await products.sql.$queryRawUnsafe<{ count: number }[]>(
    `SELECT count(*)::int AS count FROM products WHERE starts_with(keywords, $1 || ' ')`,
    names,
  );
  return row?.count;
};

describe('a category of more products than are written at once', () => {
  it('is renamed: some products at a time are found by the new name, each by the old one until then', async () => {
    const all = await found('knaeckebrot');
    expect(all).toBeGreaterThan(some);
    await change('Update', { id: leaf.id, version: 2, name: 'Pumpernickel' });
    expect([await found('knaeckebrot'), await found('pumpernickel')]).toEqual([all, 0]);
    await spread(some);
    expect(await begun('Quondam Pumpernickel')).toBe(some);
    expect(await begun('Quondam Knaeckebrot')).toBe(count - some);
    expect((await found('knaeckebrot')) + (await found('pumpernickel'))).toBe(all);
    await spreadAll();
    expect([await found('knaeckebrot'), await found('pumpernickel')]).toEqual([0, all]);
    expect(await spreadOnce(some)).toBe(false);
  });

  it('is moved, and its products are found by what it is below', async () => {
    const other = await addCategory(products, 'Xylotheque');
    const all = await found('quondam');
    await change('Move', { id: leaf.id, version: 2, parentId: other.id });
    await spreadAll();
    expect([await found('quondam'), await found('xylotheque')]).toEqual([0, all]);
  });

  it('is given its name by whoever comes after a process that broke off, from where that stopped', async () => {
    await change('Update', { id: leaf.id, version: 2, name: 'Pumpernickel' });
    const breaksOff = partsThat(() => {
      throw new Error('broken off');
    });
    await spread(some);
    await expect(spreadNames(breaksOff, some)).rejects.toThrow('broken off');
    expect(await begun('Quondam Pumpernickel')).toBe(some);
    await spread(some);
    expect(await begun('Quondam Pumpernickel')).toBe(2 * some);
    await spreadAll();
    expect(await begun('Quondam Pumpernickel')).toBe(count);
  });

  it('leaves what else its products are found by, as staff who save them do', async () => {
    const rest = () =>
      products.sql.$queryRawUnsafe<{ keywords: string }[]>(
        `SELECT id, regexp_replace(keywords, '^Quondam \\w+ ', '') AS keywords FROM products ORDER BY id`,
      );
    const before = await rest();
    expect(before.filter(({ keywords }) => keywords.includes('Quondam'))).toEqual([]);
    await change('Update', { id: leaf.id, version: 2, name: 'Pumpernickel' });
    await spreadAll();
    expect(await rest()).toEqual(before);
  });
});

describe('an attribute of more products than are written at once', () => {
  const note = { key: 'test-note', name: 'Note', type: 'TEXT' };
  const said = async () => {
    const [row] = await products.sql.$queryRawUnsafe<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM products WHERE attribute_text LIKE '%Zymurgy%'`,
    );
    return row?.count;
  };

  it('becomes searchable, and is no more: some products at a time, and gateways hear of it at the end', async () => {
    const { id } = await addProductType(products, [note]);
    await products.sql.$executeRawUnsafe(
      `INSERT INTO attribute_values (id, definition_id, product_id, key, value, terms)
       SELECT gen_random_uuid(), d.id, p.id, d.key, '{"kind": "TEXT", "text": "Zymurgy"}', '{}'
       FROM attribute_definitions d, products p WHERE d.product_type_id = $1::uuid`,
      id,
    );
    const searchable = async (version: number, isSo: boolean) => {
      const attributes = [{ ...note, searchable: isSo }];
      const { __typename } = await changeProductType(products, 'Update', { id, version, attributes });
      expect(__typename).toBe('ProductTypeUpdateSuccess');
    };
    await searchable(1, true);
    expect(await said()).toBe(0);
    await spread(some);
    expect(await said()).toBe(some);
    await spreadAll();
    expect(await said()).toBe(count);
    expect(await found('zymurgy')).toBeGreaterThan(some);
    await searchable(2, false);
    const sent: string[] = [];
    while (sent.length === 0) await waitFor(() => spreadNames(partsSending(sent), some));
    expect(await said()).toBe(0);
    expect(sent).toEqual(['catalog.product-types-changed.v1']);
    expect(await found('zymurgy')).toBe(0);
  });
});

it('staff who change products, prices and the tree meanwhile wait for each other, and the last name is that of all', async () => {
  const edited = await products.sql.$queryRawUnsafe<{ id: string; version: number; variantId: string }[]>(
    `SELECT p.id, p.version, min(v.id::text) AS "variantId" FROM products p JOIN product_variants v ON v.product_id = p.id
     GROUP BY p.id ORDER BY p.id DESC LIMIT 12`,
  );
  const rename = async () => {
    for (const [step, name] of ['Rusk', 'Toast', 'Pumpernickel'].entries())
      await change('Update', { id: leaf.id, version: 2 + step, name });
    await change('Update', { id: top.id, version: 1, name: 'Present' });
  };
  const edit = async () => {
    for (const { id, version } of edited) {
      const { __typename } = await editProduct(products, 'productUpdate', { id, version, tags: ['edited'] });
      expect(__typename).toBe('ProductUpdateSuccess');
    }
  };
  const price = async () => {
    const prices = edited.map(({ variantId }) => ({
      variantId,
      price: { amount: '7.00', currencyCode: 'EUR' },
    }));
    const { __typename } = await mutate(products, editor, {
      name: 'variantPricesUpdate',
      input: { prices },
      selection: '',
    });
    expect(__typename).toBe('VariantPricesUpdateSuccess');
  };
  const spreading = async () => {
    for (let round = 0; round < 8; round += 1) await spreadOnce(10);
  };
  await Promise.all([rename(), edit(), spreading(), price(), spreading()]);
  await spreadAll();
  expect(await begun('Present Pumpernickel')).toBe(count);
  expect(await begun('Present Pumpernickel edited')).toBe(edited.length);
});
