import { sampleId } from '@cartwright/sample-data';
import { temporaryDirectory } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mutate } from '../../test/mutate.ts';
import { plainPng } from '../../test/pictures.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { upload, uploader } from '../../test/uploads.ts';

const stack = new AsyncDisposableStack();
let products: TestProducts;
beforeAll(async () => {
  const env = { MEDIA_DIR: stack.use(temporaryDirectory('documents')).path };
  products = stack.use(await startTestProducts({ products: 5, env }));
});
afterAll(() => stack.disposeAsync());

const pdf = Buffer.from('%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n');
const asPdf = { mediaType: 'application/pdf' };

interface SeenProduct {
  readonly publication: { readonly version: number };
  readonly documents: readonly {
    readonly id: string;
    readonly title: string;
    readonly url: string;
    readonly byteSize: number;
  }[];
}

async function look(id: string): Promise<SeenProduct> {
  const { data } = await products.graphql<{ product: SeenProduct }>(
    uploader,
    `query ($id: ID!) { product(id: $id) { publication { version }
      documents { id title url byteSize mediaType } } }`,
    { id },
  );
  return data.product;
}

const give = (productId: string, version: number, documents: readonly object[]) =>
  mutate(products, uploader, {
    name: 'productDocumentsUpdate',
    input: { productId, version, documents },
    selection: `... on ProductDocumentsUpdateSuccess { product { documents { title } } }
      ... on ProductChangedError { version } ... on InvalidInputError { fields { path code } }`,
  });

it('a document is given to a product, served for storing alone, and taken away again', async () => {
  const id = sampleId('product', 1);
  const { file } = await upload(products, pdf, asPdf);
  expect(file).toMatchObject({ mediaType: 'application/pdf', byteSize: pdf.length, width: null });
  const title = 'Aufbau (»leicht«)';
  const given = await give(id, 1, [{ mediaId: file?.id, title }]);
  expect(given).toMatchObject({ product: { documents: [{ title }] } });
  const [document] = (await look(id)).documents;
  expect(document?.byteSize).toBe(pdf.length);
  const address = `${products.url}${new URL(document?.url ?? '').pathname}`;
  const response = await fetch(address);
  expect(Buffer.from(await response.arrayBuffer())).toEqual(pdf);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-length': String(pdf.length),
    'content-disposition': "attachment; filename*=UTF-8''Aufbau%20%28%C2%BBleicht%C2%AB%29.pdf",
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'public, max-age=300',
  });
  const known = { 'if-none-match': response.headers.get('etag') ?? '' };
  expect((await fetch(address, { headers: known })).status).toBe(304);
  const head = await fetch(address, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length')]).toEqual([200, String(pdf.length)]);
  expect(await give(id, 2, [])).toMatchObject({ product: { documents: [] } });
  expect((await fetch(address)).status).toBe(404);
});

it('what stays keeps its address, in another place and under another title', async () => {
  const id = sampleId('product', 2);
  const files = [pdf, Buffer.concat([pdf, pdf])].map((bytes) => upload(products, bytes, asPdf));
  const [one, other] = await Promise.all(files);
  const first = [one, other].map((uploaded, index) => ({
    mediaId: uploaded?.file?.id,
    title: `No ${index}`,
  }));
  await give(id, 1, first);
  const before = (await look(id)).documents;
  const turned = before.toReversed().map(({ id: documentId }) => ({ documentId, title: 'New' }));
  await give(id, 2, turned);
  const { documents } = await look(id);
  expect(documents.map(({ url }) => url)).toEqual(before.toReversed().map(({ url }) => url));
  expect(documents.map(({ title }) => title)).toEqual(['New', 'New']);
});

it('neither pictures nor pages are documents, nor documents pictures', async () => {
  const id = sampleId('product', 3);
  const page = Buffer.from('<!doctype html><script>alert(1)</script>');
  expect(await upload(products, page, asPdf)).toMatchObject({ fault: 'WRONG_TYPE' });
  expect(await upload(products, await plainPng('#123'), asPdf)).toMatchObject({ fault: 'WRONG_TYPE' });
  expect(await upload(products, pdf)).toMatchObject({ fault: 'WRONG_TYPE' });
  const picture = (await upload(products, await plainPng('#123'))).file?.id;
  const document = (await upload(products, pdf, asPdf)).file?.id;
  const path = ['documents', '0', 'mediaId'];
  for (const mediaId of [picture, uuidv7(), 'x'])
    expect(await give(id, 1, [{ mediaId, title: 'Manual' }])).toMatchObject({ fields: [{ path }] });
  const images = [{ mediaId: document, altText: '' }];
  const shown = await mutate(products, uploader, {
    name: 'productImagesUpdate',
    input: { productId: id, version: 1, images },
    selection: '... on InvalidInputError { fields { path } }',
  });
  expect(shown).toMatchObject({ fields: [{ path: ['images', '0', 'mediaId'] }] });
  const untitled = await give(id, 1, [{ mediaId: document, title: ' ' }]);
  expect(untitled).toMatchObject({ fields: [{ path: ['documents', '0', 'title'], code: 'REQUIRED' }] });
});
