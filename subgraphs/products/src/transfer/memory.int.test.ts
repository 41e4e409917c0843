import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { temporaryDirectory, waitFor } from '@cartwright/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { createImport, readImport, sendFile } from '../../test/transfers.ts';

const stack = new AsyncDisposableStack();
let products: TestProducts;
let categoryId: string;
beforeAll(async () => {
  const env = { MEDIA_DIR: stack.use(temporaryDirectory('imports')).path };
  products = stack.use(await startTestProducts({ products: 5, env }));
  const [leaf] = await products.sql.$queryRawUnsafe<{ id: string }[]>(
    'SELECT category_id AS id FROM products ORDER BY id LIMIT 1',
  );
  categoryId = leaf?.id ?? '';
});
afterAll(() => stack.disposeAsync());

/** Products that shoppers do not see, so that no search document is made of so much text: 8 MB of a file. */
const howMany = 400;
const textLength = 20_000;
/** Of 6 MB that are read in between; statements and code that are prepared have a part in it. */
const mayGrowBytes = 3_000_000;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What is in use of the heap when nothing is left to be collected, with what buffers hold beside it. */
function bytesInUse(): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Imports a file, and says what is in use where so many products of it are done. */
async function inUseAt(file: string, marks: readonly number[]): Promise<number[]> {
  const uploadId = await sendFile(products, file);
  const { productImport } = (await createImport(products, { uploadId, categoryId })) as unknown as {
    readonly productImport: { readonly id: string };
  };
  const used: number[] = [];
  await waitFor(
    async () => {
      const { status, created, updated } = await readImport(products, productImport.id);
      while (created + updated >= (marks[used.length] ?? Infinity)) used.push(bytesInUse());
      if (['WAITING', 'RUNNING'].includes(status)) return false;
      expect({ status, done: created + updated }).toEqual({ status: 'COMPLETED', done: howMany });
      return true;
    },
    { timeoutMs: 120_000, intervalMs: 100 },
  );
  return used;
}

function* linesOf(price: string) {
  yield 'Handle,Title,Body (HTML),Vendor,Status,Variant SKU,Variant Price\n';
  for (let at = 0; at < howMany; at += 1) {
    const text = `Product ${at}. `.repeat(textLength).slice(0, textLength);
    yield `kept-${at},Product ${at},${text},Harbour,draft,KEPT-${at},${price}\n`;
  }
}
const fileOf = (price: string) => [...linesOf(price)].join('');

it('needs no more memory behind many products than behind few, new ones and changed ones', async () => {
  for (const price of ['10.00', '11.00']) {
    const [few = 0, many = 0] = await inUseAt(fileOf(price), [howMany / 4, howMany]);
    expect(many - few).toBeLessThan(mayGrowBytes);
  }
});
