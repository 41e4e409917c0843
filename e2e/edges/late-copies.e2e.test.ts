import { domains, type Domain } from '@cartwright/events';
import { startTestStore, type TestStore } from '@cartwright/stack/test-store';
import { temporaryDirectory } from '@cartwright/testing';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allAreWell } from '../support/health.ts';
import { queryDomain } from '../support/query-domain.ts';

const root = path.resolve(import.meta.dirname, '../..');
const directory = temporaryDirectory('late-copies');
let store: TestStore;
beforeAll(async () => {
  store = await startTestStore({ dataDir: directory.path });
});
afterAll(async () => {
  await store.stop();
  directory.remove();
});

const copies = {
  customers: {
    keeper: 'notifications',
    read: 'SELECT customer_id, first_name, locale FROM customers ORDER BY 1',
  },
  pictures: {
    keeper: 'notifications',
    read: "SELECT variant_id, substring(image_url FROM '[0-9a-f-]{36}') AS image_id FROM variant_pictures ORDER BY 1",
  },
  purchases: {
    keeper: 'products',
    read: 'SELECT order_id, product_id, customer_id FROM purchases WHERE NOT is_undone ORDER BY 1, 2',
  },
  traits: {
    keeper: 'carts',
    read: 'SELECT product_id, category_ids, collection_ids, attributes, tax_class FROM product_traits ORDER BY 1',
  },
} as const satisfies Record<string, { keeper: Domain; read: string }>;

const originals = {
  customers: {
    owner: 'accounts',
    restated: 'users',
    read: "SELECT id AS customer_id, first_name, locale FROM users WHERE role <> 'GUEST' ORDER BY 1",
  },
  pictures: {
    owner: 'products',
    restated: 'variants',
    read: 'SELECT id AS variant_id, image_id FROM product_variants ORDER BY 1',
  },
  purchases: {
    owner: 'orders',
    restated: 'purchases',
    read: "SELECT DISTINCT o.id AS order_id, l.product_id, o.customer_id FROM orders o JOIN order_lines l ON l.order_id = o.id WHERE o.step = 'confirmed' ORDER BY 1, 2",
  },
  traits: {
    owner: 'products',
    restated: 'traits',
    read: `SELECT id AS product_id,
        (WITH RECURSIVE path AS (
          SELECT p.category_id AS id UNION SELECT c.parent_id FROM categories c JOIN path ON c.id = path.id WHERE c.parent_id IS NOT NULL
        ) SELECT array_agg(id ORDER BY id) FROM path) AS category_ids,
        ARRAY (SELECT collection_id FROM collection_products WHERE product_id = p.id ORDER BY 1) AS collection_ids,
        (SELECT coalesce(jsonb_agg(DISTINCT jsonb_build_object('key', v.key, 'value', split_part(term, chr(31), 2))), '[]')
         FROM attribute_values v CROSS JOIN unnest(v.terms) AS term WHERE v.product_id = p.id AND v.variant_id IS NULL) AS attributes,
        tax_class
      FROM products p ORDER BY 1`,
  },
} as const satisfies Record<keyof typeof copies, { owner: Domain; restated: string; read: string }>;

/** What the latest migration that has these of an owner announced, whatever else there is, does for that, in a store from before that is upgraded. */
function announcementOf({ owner, restated }: (typeof originals)[keyof typeof originals]): string {
  const migrations = globSync(`prisma/${owner}/migrations/*/migration.sql`, { cwd: root }).toSorted();
  const blocks = migrations.flatMap(
    (file) => readFileSync(path.join(root, file), 'utf8').match(/^DO \$\$\n(?:(?!^\$\$;).*\n)*\$\$;/gm) ?? [],
  );
  const block = blocks.findLast(
    (text) =>
      text.includes('INTO messaging.restatements') &&
      text.includes(`'${restated}'`) &&
      !text.includes('bundle_parts'),
  );
  if (block === undefined) throw new Error(`No migration of ${owner} has ${restated} announced.`);
  return block;
}

const copyOf = (name: keyof typeof copies) => queryDomain(store, copies[name].keeper, copies[name].read);

it('fills the copies that domains keep of what was there before they began to', async () => {
  await queryDomain(store, 'notifications', 'DELETE FROM customers');
  await queryDomain(store, 'notifications', 'DELETE FROM variant_pictures');
  await queryDomain(store, 'products', 'DELETE FROM purchases');
  await queryDomain(store, 'carts', 'DELETE FROM product_traits');
  const mailsBefore = await queryDomain(store, 'notifications', 'SELECT count(*) FROM notifications');
  for (const original of Object.values(originals)) {
    const { owner } = original;
    // A store from before that migration was never asked to announce anything; this one's seed did ask.
    await queryDomain(store, owner, 'DELETE FROM messaging.restatements');
    await queryDomain(store, owner, announcementOf(original));
    const process = store.process(owner);
    await process.stop();
    await process.start();
  }
  for (const name of Object.keys(copies) as (keyof typeof copies)[]) {
    const { owner, read } = originals[name];
    const expected = await queryDomain(store, owner, read);
    expect(expected.length).toBeGreaterThan(0);
    await expect.poll(() => copyOf(name), { timeout: 60_000, interval: 500 }).toEqual(expected);
  }
  await allAreWell(domains.map((domain) => store.process(domain)));
  expect(await queryDomain(store, 'notifications', 'SELECT count(*) FROM notifications')).toEqual(
    mailsBefore,
  );
});
