import { anyOf, jsonb, keyedRead, type Statements, type Transaction } from '@cartwright/database';
import { byKey, isId } from '@cartwright/graph';
import type { Metafield } from './rules/metafield.ts';

/** All metafields of an owner. Null is none. */
interface KeptMetafields {
  readonly id: string;
  readonly metafields: readonly Metafield[] | null;
}

/** A database as far as metafields go; the table has the name of the store's. */
interface Kept {
  readonly kept: KeptMetafields;
}

/**
 * Reads and stores the metafields of one kind of owner, in a table with the columns `id`, the owner's, and `metafields`: the owners' own
 * table, or one beside it which has rows only for owners that have, or had, any.
 */
export function metafieldStore<Tables>(name: Extract<keyof Tables, string>) {
  const table = name as 'kept';
  const within = (db: Statements<Tables>) => db as unknown as Statements<Kept>;
  const read = keyedRead((db: Statements<Tables>, ids: readonly string[]) =>
    within(db).selectFrom(table).select(['id', 'metafields']).where('id', '=', anyOf(ids)),
  );
  const columnOf = (metafields: readonly Metafield[]) => (metafields.length === 0 ? null : jsonb(metafields));
  return {
    /** The metafields of owners, by their ids; where there is no row, or null, there are none. */
    read,
    /** All metafields of one owner. */
    readOf: async (db: Statements<Tables>, id: string): Promise<readonly Metafield[]> =>
      (await read(db, [id]))[0]?.metafields ?? [],
    /** A loader of one operation. */
    loaderOf: (db: Statements<Tables>) =>
      byKey(
        (ids: readonly string[]) => read(db, ids.filter(isId)),
        ({ id }) => id,
      ),
    /** Stores all metafields of an owner that the transaction holds, in the table beside the owners'. */
    saveBeside: async (
      tx: Transaction<Tables>,
      id: string,
      metafields: readonly Metafield[],
    ): Promise<void> => {
      const column = columnOf(metafields);
      await within(tx)
        .insertInto(table)
        .values({ id, metafields: column })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ metafields: column }))
        .execute();
    },
    /** The same in the owners' own table. */
    saveWithin: async (
      tx: Transaction<Tables>,
      id: string,
      metafields: readonly Metafield[],
    ): Promise<void> => {
      await within(tx)
        .updateTable(table)
        .set({ metafields: columnOf(metafields) })
        .where('id', '=', id)
        .execute();
    },
  };
}
