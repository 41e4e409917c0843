import { randomUUID } from 'node:crypto';
import { waitFor } from '@cartwright/testing';
import { expect, inject, it } from 'vitest';
import { graphqlClient, type GraphqlClient } from '../support/graphql-client.ts';
import { mutate } from '../support/mutate.ts';
import { sendUpload } from '../support/send-upload.ts';
import { fillCart, guest, paymentBecomes, placeInput, placeOrder } from '../support/shopper.ts';
import { staffClient } from '../support/staff.ts';

const url = inject('graphqlUrl');

interface SeenImport {
  readonly id: string;
  readonly status: string;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly failed: number;
  readonly lines: {
    readonly nodes: readonly { readonly line: number; readonly messages: readonly string[] }[];
  };
}

const seenImport = `id status created updated unchanged failed
  lines(filters: { outcomes: [FAILED] }, first: 10) { nodes { line messages } }`;

const sendFile = (staff: GraphqlClient, content: string): Promise<string> =>
  sendUpload(staff, { filename: 'products.csv', mediaType: 'text/csv', bytes: Buffer.from(content) });

/** Has a file imported, and follows it to its end. */
async function importFile(staff: GraphqlClient, uploadId: string, input: object): Promise<SeenImport> {
  const { productImport } = await mutate<{ productImport: { id: string } }>(staff, {
    name: 'productImportCreate',
    input: { uploadId, content: 'PRODUCTS', ...input },
    select: '... on ProductImportCreateSuccess { productImport { id } }',
  });
  await using events = staff.subscribe<{ productImportChanged: SeenImport }>(
    `subscription ($id: ID!) { productImportChanged(id: $id) { ${seenImport} } }`,
    { id: productImport.id },
  );
  const seen = await events.until((event) => event.productImportChanged.status === 'COMPLETED');
  return seen.at(-1)?.productImportChanged as SeenImport;
}

it('a file of another shop is tried, imported and sold from, and what is exported changes nothing when it comes again', async () => {
  const staff = await staffClient(url);
  const mark = randomUUID().slice(0, 8);
  const handle = `lantern-${mark}`;
  const file = `\uFEFFHandle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Grams,Variant Inventory Qty,Variant Price,Variant Compare At Price,Image Src,Status\r
${handle},Lantern,"<p>For ""dark"" evenings</p>",Harbour,Lamps,"outdoor, =light",TRUE,Size,Small,L-S-${mark},800,5,25.00,30.00,https://pictures.example/1.jpg,active\r
${handle},,,,,,,,Large,L-L-${mark},1200,5,35.00,,,\r
broken-${mark},Broken,,Harbour,Lamps,,TRUE,Title,Default Title,L-S-${mark},1,1,one euro,,,active\r
`;
  const uploadId = await sendFile(staff, file);
  const { products } = await staff.ask<{ products: { nodes: { category: { id: string } }[] } }>(
    '{ products(first: 1) { nodes { category { id } } } }',
  );
  const categoryId = products.nodes[0]?.category.id;
  const expected = { created: 1, updated: 0, failed: 1, lines: { nodes: [{ line: 4 }] } };
  const product = `query ($slug: String!) { product(slug: $slug) { id name variants { id sku quantityAvailable } } }`;
  const read = async () =>
    (
      await graphqlClient(url).ask<{
        product: { variants: { id: string; sku: string; quantityAvailable: number }[] } | null;
      }>(product, { slug: handle })
    ).product;

  expect(await importFile(staff, uploadId, { categoryId, isDryRun: true })).toMatchObject(expected);
  expect(await read()).toBeNull();
  expect(await importFile(staff, uploadId, { categoryId })).toMatchObject(expected);
  await expect
    .poll(read)
    .toMatchObject({ name: 'Lantern', variants: [{ quantityAvailable: 5 }, { quantityAvailable: 5 }] });

  const buyer = await guest(url);
  const variantId = (await read())?.variants[0]?.id ?? '';
  // Carts hear of a new variant a moment later.
  const cart = await waitFor(() => fillCart(buyer, [{ variantId, quantity: 2 }]));
  const { id } = await placeOrder(buyer, placeInput(cart));
  await paymentBecomes(buyer, id, 'PAID');

  const { url: address } = await mutate<{ url: string }>(staff, {
    name: 'productExportCreate',
    input: { content: 'PRODUCTS', format: 'CSV', currency: 'EUR' },
    select: '... on ProductExportCreateSuccess { url }',
  });
  const exported = await fetch(address);
  expect(exported.headers.get('content-disposition')).toBe('attachment; filename="products.csv"');
  const [header, ...lines] = (await exported.text()).split('\r\n');
  const own = lines.filter((line) => line.startsWith(`${handle},`));
  expect(own[0]).toContain('"outdoor, =light"');
  const again = await sendFile(staff, [header, ...own, ''].join('\r\n'));
  expect(await importFile(staff, again, { categoryId })).toMatchObject({
    created: 0,
    updated: 0,
    unchanged: 1,
    failed: 0,
  });
  await expect.poll(read).toMatchObject({ variants: [{ quantityAvailable: 3 }, { quantityAvailable: 5 }] });
});
