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

/** Products that shoppers do not see, so that no search document is made of so much text: 12 MB of a file. */
const howMany = 600;
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

function* linesOf(mark: string, price: string) {
  yield 'Handle,Title,Body (HTML),Vendor,Status,Variant SKU,Variant Price\n';
  for (let at = 0; at < howMany; at += 1) {
    const text = `Product ${at}. `.repeat(textLength).slice(0, textLength);
    yield `${mark}-${at},Product ${at},${text},Harbour,draft,${mark}-${at},${price}\n`;
  }
}
const fileOf = (mark: string, price: string) => [...linesOf(mark, price)].join('');

/** The least that was in use while some of the products were done: what is in hand comes and goes with each batch. */
const leastOf = (seen: readonly { done: number; used: number }[], from: number, to: number) =>
  Math.min(...seen.flatMap(({ done, used }) => (done >= from && done <= to ? [used] : [])));

it(
  'holds no more behind many products than behind few, new ones and changed ones',
  { timeout: 240_000 },
  async () => {
    const files = [
      { mark: 'kept', price: '10.00' },
      { mark: 'kept', price: '11.00' },
      { mark: 'more', price: '10.00' },
    ];
    for (const { mark, price } of files) {
      const seen = await watch(fileOf(mark, price));
      const third = howMany / 3;
      // The first batches are small, and so is what is in hand.
      const [few, many] = [leastOf(seen, third / 3, third), leastOf(seen, 2 * third, howMany)];
      expect([few, many]).not.toContain(Infinity);
      expect(many - few).toBeLessThan(third * textLength);
    }
  },
);
