import { z } from 'zod';
import type { ProductIndexes } from '../indexed-product.ts';
import { OpenSearchError, type SendToOpenSearch } from './client.ts';
import { indexBody } from './mapping.ts';

/** How long writing may take: a batch, or a new index. */
const writeTimeoutMs = 20_000;

const alreadyThere = 400;
const notThere = 404;

const bulkAnswer = z.object({
  errors: z.boolean(),
  items: z.array(z.record(z.string(), z.object({ status: z.int(), error: z.unknown().optional() }))),
});

/** Keeps products in indexes of OpenSearch, of which an alias names the one that is read. */
export function openSearchIndexes(send: SendToOpenSearch, alias: string): ProductIndexes {
  const indexOf = (name: string) => `${alias}-${name}`;
  const timeoutMs = writeTimeoutMs;
  return {
    create: async (name) => {
      const made = send({ method: 'PUT', path: indexOf(name), body: indexBody, timeoutMs });
      await made.catch(
        unless((error) => error.status === alreadyThere && error.message.includes('resource_already_exists')),
      );
    },
    write: async (name, { products, goneIds }) => {
      const lines = [
        ...products.flatMap((product) => [{ index: { _id: product.id } }, product]),
        ...goneIds.map((id) => ({ delete: { _id: id } })),
      ];
      const answer = bulkAnswer.parse(
        await send({ method: 'POST', path: `${indexOf(name)}/_bulk`, body: lines, timeoutMs }),
      );
      assertWritten(answer);
    },
    serve: async (name) => {
      await send({ method: 'POST', path: `${indexOf(name)}/_refresh`, timeoutMs });
      const before = [...(await readAliases(send, alias))].filter(([, aliases]) => aliases.includes(alias));
      const actions = [
        ...before.map(([index]) => ({ remove: { index, alias } })),
        { add: { index: indexOf(name), alias } },
      ];
      await send({ method: 'POST', path: '_aliases', body: { actions }, timeoutMs });
    },
    keepOnly: async (names) => {
      const kept = new Set(names.map(indexOf));
      const there = await readAliases(send, alias);
      for (const index of [...there.keys()].filter((one) => !kept.has(one)))
        await send({ method: 'DELETE', path: index, timeoutMs }).catch(
          unless((error) => error.status === notThere),
        );
    },
    ping: async () => {
      await send({ method: 'GET', path: `_alias/${alias}` });
    },
  };
}

function unless(isFine: (error: OpenSearchError) => boolean): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof OpenSearchError && isFine(error))) throw error;
  };
}

/** What is to be taken out may be gone already. */
function assertWritten({ errors, items }: z.infer<typeof bulkAnswer>): void {
  if (!errors) return;
  const failed = items
    .flatMap((item) => Object.entries(item))
    .find(([action, { status }]) => status >= 300 && !(action === 'delete' && status === notThere));
  if (failed === undefined) return;
  const [, { status, error }] = failed;
  throw new OpenSearchError(status, `A product could not be written: ${JSON.stringify(error)}`);
}

const indexesAnswer = z.record(
  z.string(),
  z.object({ aliases: z.record(z.string(), z.unknown()) }).transform(({ aliases }) => Object.keys(aliases)),
);

/** The shop's indexes with the names that they are read by. */
async function readAliases(send: SendToOpenSearch, alias: string): Promise<Map<string, string[]>> {
  const answer = await send({ method: 'GET', path: `${alias}-*/_alias` });
  return new Map(Object.entries(indexesAnswer.parse(answer)));
}
