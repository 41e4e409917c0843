import { z } from 'zod';
import type { ProductIndexes } from '../indexed-product.ts';
import { tableNames } from './answers.ts';
import { GroongaError, type GroongaCommand, type SendToGroonga } from './client.ts';
import { prefixOf, servedTables, tablesOf } from './names.ts';
import { recordsOf } from './records.ts';
import { makingOf } from './schema.ts';
import { allOf, hasOne, quoted } from './script.ts';
import { select } from './selects.ts';

/** How long writing may take: a batch, or a new index. */
const timeoutMs = 20_000;

/** What products have parts in. */
const parts = ['offers', 'choices', 'traits', 'numbers'] as const;

/** The table that Groonga looks names up in that no table has. */
const aliases = 'Aliases';
const realName = 'real_name';

/** Keeps products in tables of Groonga, of which an alias names those that are read. @param newId names a batch */
export function groongaIndexes(send: SendToGroonga, alias: string, newId: () => string): ProductIndexes {
  const write = (command: GroongaCommand) => send({ ...command, timeoutMs });
  return {
    create: (name) => create(write, tablesOf(alias, name)),
    write: async (name, { products, goneIds }) => {
      const tableOf = tablesOf(alias, name);
      const batch = newId();
      const records = recordsOf(products, batch);
      for (const table of ['products', ...parts] as const) await load(write, tableOf(table), records[table]);
      const ids = [...products.map(({ id }) => id), ...goneIds];
      const isOld = allOf([hasOne('product', ids), `batch != ${quoted(batch)}`]);
      for (const table of parts) await remove(write, tableOf(table), isOld);
      if (goneIds.length > 0) await remove(write, tableOf('products'), hasOne('_key', goneIds));
    },
    serve: async (name) => {
      const tableOf = tablesOf(alias, name);
      const served = servedTables(alias);
      await makeAliases(write);
      await load(write, aliases, [
        ...(['products', 'offers', 'choices', 'traits'] as const).map((table) => ({
          _key: served(table),
          [realName]: tableOf(table),
        })),
      ]);
    },
    keepOnly: async (names) => {
      const kept = names.map((name) => tablesOf(alias, name)('products').replace(/products$/, ''));
      const there = tableNames.parse(
        await write({ name: 'table_list', arguments: { prefix: prefixOf(alias) } }),
      );
      const dropped = there.filter((table) => !kept.some((prefix) => table.startsWith(prefix)));
      if (dropped.length > 0) await alone(write, () => drop(write, dropped));
    },
    ping: async () => {
      await send(select(servedTables(alias)('products'), {}));
    },
  };
}

async function create(send: SendToGroonga, tableOf: ReturnType<typeof tablesOf>): Promise<void> {
  const making = makingOf(tableOf);
  const { table = '', name = '' } = making.at(-1)?.arguments ?? {};
  if (await send({ name: 'object_exist', arguments: { name: `${table}.${name}` } })) return;
  for (const command of making) await send(command).catch(unless('already used name'));
}

async function load(send: SendToGroonga, table: string, records: readonly object[]): Promise<void> {
  if (records.length === 0) return;
  const { n_loaded_records: loaded } = loadAnswer.parse(
    await send({ name: 'load', arguments: { table }, records }),
  );
  if (loaded !== records.length)
    throw new GroongaError(`load: ${loaded} of ${records.length} rows were written`);
}

const loadAnswer = z.object({ n_loaded_records: z.int() });

async function remove(send: SendToGroonga, table: string, filter: string): Promise<void> {
  await send({ name: 'delete', arguments: { table, filter } });
}

async function makeAliases(send: SendToGroonga): Promise<void> {
  const table = { name: aliases, flags: 'TABLE_HASH_KEY', key_type: 'ShortText' };
  await send({ name: 'table_create', arguments: table }).catch(unless('already used name'));
  const column = { table: aliases, name: realName, flags: 'COLUMN_SCALAR', type: 'ShortText' };
  await send({ name: 'column_create', arguments: column }).catch(unless('already used name'));
  await send({ name: 'config_set', arguments: { key: 'alias.column', value: `${aliases}.${realName}` } });
}

/** Nobody may read a table while it is removed: other commands wait meanwhile. */
async function alone(send: SendToGroonga, run: () => Promise<void>): Promise<void> {
  const threads = z.int().parse(await send({ name: 'thread_limit' }));
  try {
    await send({ name: 'thread_limit', arguments: { max: 1 } });
    await run();
  } finally {
    await send({ name: 'thread_limit', arguments: { max: threads } });
  }
}

async function drop(send: SendToGroonga, tables: readonly string[]): Promise<void> {
  for (const name of tables)
    await send({ name: 'table_remove', arguments: { name, dependent: 'yes' } }).catch(
      unless('[table][remove]'),
    );
}

function unless(isFine: string): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof GroongaError && error.message.includes(isFine))) throw error;
  };
}
