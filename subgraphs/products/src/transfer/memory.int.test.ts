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

/** Products that shoppers do not see, so that no search document is made of so much text: 6 MB of a file. */
const howMany = 300;
const textLength = 20_000;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What is in use of the heap when nothing is left to be collected. */
function bytesInUse(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

/** Imports a file, and says what is in use again and again while it is worked. */
async function watch(file: string): Promise<{ done: number; used: number }[]> {
  const uploadId = await sendFile(products, file);
  const { productImport } = (await createImport(products, { uploadId, categoryId })) as unknown as {
    readonly productImport: { readonly id: string };
  };
  const seen: { done: number; used: number }[] = [];
  await waitFor(
    async () => {
      const { status, created, updated } = await readImport(products, productImport.id);
      const done = created + updated;
      if (status === 'RUNNING' && done !== seen.at(-1)?.done) seen.push({ done, used: bytesInUse() });
      if (['WAITING', 'RUNNING'].includes(status)) return false;
      expect({ status, done }).toEqual({ status: 'COMPLETED', done: howMany });
      return true;
    },
    { timeoutMs: 120_000, intervalMs: 5 },
  );
  return seen;
}

function* linesOf(price: string) {
  yield 'Handle,Title,Body (HTML),Vendor,Status,Variant SKU,Variant Price\n';
  for (let at = 0; at < howMany; at += 1) {
    const text = `Product ${at}. `.repeat(textLength).slice(0, textLength);
    yield `kept-${at},Product ${at},${text},Harbour,draft,KEPT-${at},${price}\n`;
  }
}
const fileOf = (price: string) => [...linesOf(price)].join('');

it(
  'holds no more behind many products than behind few, new ones and changed ones',
  { timeout: 240_000 },
  async () => {
    for (const price of ['10.00', '11.00']) {
      const seen = await watch(fileOf(price));
      const [few, many] = [seen.find(({ done }) => done >= 10), seen.at(-1)];
      const products = (many?.done ?? 0) - (few?.done ?? 0);
      expect(products).toBeGreaterThan(howMany / 2);
      expect((many?.used ?? 0) - (few?.used ?? 0)).toBeLessThan((products * textLength) / 2);
    }
  },
);
