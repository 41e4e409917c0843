import { z } from 'zod';
import type { ProductIndexes } from '../indexed-product.ts';
import type { OpenSearchClient } from './client.ts';
import { indexBody } from './mapping.ts';

/** How long writing may take: a batch, or a new index. */
const writing = { requestTimeout: 20_000 } as const;

const refused = 400;
const notThere = 404;

/** Keeps products in indexes of OpenSearch, of which an alias names the one that is read. */
export function openSearchIndexes(client: OpenSearchClient, alias: string): ProductIndexes {
  const indexOf = (name: string) => `${alias}-${name}`;
  return {
    create: async (name) => {
      const { indices } = await client();
      const made = { index: indexOf(name), body: indexBody };
      const { body, statusCode } = await indices.create(made, { ...writing, ignore: [refused] });
      if (statusCode === refused) assertThere(body);
    },
    write: async (name, { products, goneIds }) => {
      const body = [
        ...products.flatMap((product) => [{ index: { _id: product.id } }, product]),
        ...goneIds.map((id) => ({ delete: { _id: id } })),
      ];
      const answer = await (await client()).bulk({ index: indexOf(name), body }, writing);
      assertWritten(bulkAnswer.parse(answer.body));
    },
    serve: async (name) => {
      const { indices } = await client();
      await indices.refresh({ index: indexOf(name) }, writing);
      const before = [...(await readAliases(client, alias))].filter(([, aliases]) => aliases.includes(alias));
      const actions = [
        ...before.map(([index]) => ({ remove: { index, alias } })),
        { add: { index: indexOf(name), alias } },
      ];
      await indices.updateAliases({ body: { actions } }, writing);
    },
    keepOnly: async (names) => {
      const { indices } = await client();
      const kept = new Set(names.map(indexOf));
      const there = await readAliases(client, alias);
      for (const index of [...there.keys()].filter((one) => !kept.has(one)))
        await indices.delete({ index }, { ...writing, ignore: [notThere] });
    },
    ping: async () => {
      await (await client()).indices.getAlias({ name: alias });
    },
  };
}

const refusal = z.object({ error: z.object({ type: z.string() }) });

function assertThere(answer: unknown): void {
  const { type } = refusal.parse(answer).error;
  if (type !== 'resource_already_exists_exception') throw new Error(`An index could not be made: ${type}`);
}

const bulkAnswer = z.object({
  errors: z.boolean(),
  items: z.array(z.record(z.string(), z.object({ status: z.int(), error: z.unknown().optional() }))),
});

/** What is to be taken out may be gone already. */
function assertWritten({ errors, items }: z.infer<typeof bulkAnswer>): void {
  if (!errors) return;
  const failed = items
    .flatMap((item) => Object.entries(item))
    .find(([action, { status }]) => status >= 300 && !(action === 'delete' && status === notThere));
  if (failed === undefined) return;
  throw new Error(`A product could not be written: ${JSON.stringify(failed[1].error)}`);
}

const indexesAnswer = z.record(
  z.string(),
  z.object({ aliases: z.record(z.string(), z.unknown()) }).transform(({ aliases }) => Object.keys(aliases)),
);

/** The shop's indexes with the names that they are read by. */
async function readAliases(client: OpenSearchClient, alias: string): Promise<Map<string, string[]>> {
  const { body } = await (await client()).indices.getAlias({ index: `${alias}-*` }, writing);
  return new Map(Object.entries(indexesAnswer.parse(body)));
}
