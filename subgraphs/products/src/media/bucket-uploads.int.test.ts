import { sampleId } from '@cartwright/sample-data';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mutate } from '../../test/mutate.ts';
import { phonePhoto, plainPng } from '../../test/pictures.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { startTestBucket } from '../../test/test-bucket.ts';
import { openUpload, send, complete, upload, uploader } from '../../test/uploads.ts';

const stack = new AsyncDisposableStack();
let products: TestProducts;
beforeAll(async () => {
  const { options } = stack.use(await startTestBucket());
  const env = {
    MEDIA_STORAGE: 's3',
    S3_ENDPOINT: options.endpoint,
    S3_BUCKET: options.bucket,
    S3_ACCESS_KEY_ID: options.accessKeyId,
    S3_SECRET_ACCESS_KEY: options.secretAccessKey,
  };
  products = stack.use(await startTestProducts({ products: 5, env }));
});
afterAll(() => stack.disposeAsync());

it('a picture goes to the bucket without passing through products, and is served from there', async () => {
  const photo = await phonePhoto();
  const { url } = await openUpload(products, photo);
  expect(url.startsWith(products.url)).toBe(false);
  const { file } = await upload(products, photo);
  const productId = sampleId('product', 1);
  const result = await mutate(products, uploader, {
    name: 'productImagesUpdate',
    input: { productId, version: 1, images: [{ mediaId: file?.id, altText: 'From the front' }] },
    selection: '... on ProductImagesUpdateSuccess { product { images { url(width: 100) } } }',
  });
  const { product } = result as unknown as { product: { images: { url: string }[] } };
  const address = new URL(product.images[0]?.url ?? '').pathname;
  const served = await fetch(`${products.url}${address}`);
  expect(await sharp(Buffer.from(await served.arrayBuffer())).metadata()).toMatchObject({
    format: 'webp',
    width: 100,
    height: 150,
  });
});

it.each([-1, 1])(
  'what is %s byte longer than was said is found out when it is to be stored',
  async (more) => {
    const picture = await plainPng('#123');
    const open = await openUpload(products, picture, { byteSize: picture.length - more });
    expect((await send(open, picture)).status).toBe(200);
    expect(await complete(products, open.uploadId)).toMatchObject({ fault: 'WRONG_SIZE' });
    expect(await complete(products, open.uploadId)).toMatchObject({ __typename: 'UploadNotFoundError' });
  },
);
