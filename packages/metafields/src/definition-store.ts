import { anyOf, partOfList, type Statements, type Transaction } from '@cartwright/database';
import type { InstantSlice } from '@cartwright/graph';
import { sql } from 'kysely';
import type { MetafieldRule } from './rules/definition.ts';
import type { MetafieldName } from './rules/metafield.ts';

/** What staff have laid down of the metafields of one kind of owner with a name. */
export interface MetafieldDefinition<OwnerType extends string = string> extends Omit<
  MetafieldRule,
  'choices'
> {
  readonly id: string;
  readonly ownerType: OwnerType;
  /** What people read. */
  readonly name: string;
  readonly description: string | null;
  readonly choices: string[];
  readonly version: number;
  readonly createdAt: Date;
}

/** Which definitions are asked for; null for all. */
export interface DefinitionFilters<OwnerType extends string = string> {
  readonly ownerTypes: readonly OwnerType[] | null;
  readonly namespace: string | null;
}

/** A database as far as definitions go. */
interface Kept {
  readonly metafieldDefinitions: MetafieldDefinition;
}

/** Where a subgraph keeps what is laid down of its owners' metafields. */
export type DefinitionStore<Tables, OwnerType extends string> = ReturnType<
  typeof definitionStore<Tables, OwnerType>
>;

/** Reads and stores what is laid down of metafields, in the table `metafield_definitions` of a subgraph. */
export function definitionStore<Tables, OwnerType extends string>() {
  return { ...heldDefinitions<Tables, OwnerType>(), ...shownDefinitions<Tables, OwnerType>() };
}

/** What definitions are held, set and forgotten with. */
function heldDefinitions<Tables, OwnerType extends string>() {
  type Definition = MetafieldDefinition<OwnerType>;
  return {
    /** Lets nobody else change the definitions of a kind of owner until the transaction ends. */
    lock: async (tx: Transaction<Tables>, ownerType: OwnerType): Promise<void> => {
      await sql`SELECT pg_advisory_xact_lock(hashtextextended(${lockOf(ownerType)}, 0))`.execute(tx);
    },
    /** The definitions of the names that some metafields have, and maybe of others in their namespaces; nobody changes any until the transaction ends. */
    hold: async (
      tx: Transaction<Tables>,
      ownerType: OwnerType,
      names: readonly MetafieldName[],
    ): Promise<MetafieldRule[]> => {
      if (names.length === 0) return [];
      await sql`SELECT pg_advisory_xact_lock_shared(hashtextextended(${lockOf(ownerType)}, 0))`.execute(tx);
      return table(tx)
        .selectFrom('metafieldDefinitions')
        .selectAll()
        .where('ownerType', '=', ownerType)
        .where('namespace', '=', anyOf([...new Set(names.map(({ namespace }) => namespace))]))
        .where('key', '=', anyOf([...new Set(names.map(({ key }) => key))]))
        .execute();
    },
    /** Stores a definition, new or in the place of the one with its id. */
    save: async (tx: Transaction<Tables>, definition: Definition): Promise<Definition> => {
      const { id, createdAt, ownerType, namespace, key, type, ...changed } = definition;
      const named = { id, createdAt, ownerType, namespace, key, type };
      return (await table(tx)
        .insertInto('metafieldDefinitions')
        .values({ ...named, ...changed })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(changed))
        .returningAll()
        .executeTakeFirstOrThrow()) as Definition;
    },
    /** Forgets a definition. @returns what it was; undefined when there is none of that id */
    remove: async (tx: Transaction<Tables>, id: string): Promise<Definition | undefined> =>
      (await table(tx)
        .deleteFrom('metafieldDefinitions')
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst()) as Definition | undefined,
  };
}

/** What definitions are found and shown with. */
function shownDefinitions<Tables, OwnerType extends string>() {
  type Definition = MetafieldDefinition<OwnerType>;
  type Filters = DefinitionFilters<OwnerType>;
  return {
    /** The definition of a name, if there is one. */
    find: async (
      db: Statements<Tables>,
      ownerType: OwnerType,
      { namespace, key }: MetafieldName,
    ): Promise<Definition | undefined> =>
      (await table(db)
        .selectFrom('metafieldDefinitions')
        .selectAll()
        .where('ownerType', '=', ownerType)
        .where('namespace', '=', namespace)
        .where('key', '=', key)
        .executeTakeFirst()) as Definition | undefined,
    /** A part of the definitions, the latest first. */
    list: async (db: Statements<Tables>, filters: Filters, slice: InstantSlice): Promise<Definition[]> => {
      const list = filtered(table(db), filters).selectAll();
      const part = partOfList(list, { by: ['createdAt', 'id'], order: 'desc' }, slice);
      return (await part.execute()) as Definition[];
    },
    /** How many definitions there are. */
    count: async (db: Statements<Tables>, filters: Filters): Promise<number> => {
      const { count } = await filtered(table(db), filters)
        .select(sql<number>`count(*)::int4`.as('count'))
        .executeTakeFirstOrThrow();
      return count;
    },
  };
}

/** The tables of a subgraph as far as definitions go. */
function table<Tables>(db: Statements<Tables>): Statements<Kept> {
  return db as unknown as Statements<Kept>;
}

/** What is locked: by those who set metafields together, by who changes definitions alone. */
function lockOf(ownerType: string): string {
  return `metafield definitions ${ownerType}`;
}

function filtered(db: Statements<Kept>, { ownerTypes, namespace }: DefinitionFilters) {
  return db
    .selectFrom('metafieldDefinitions')
    .$if(ownerTypes !== null, (query) => query.where('ownerType', '=', anyOf(ownerTypes ?? [])))
    .$if(namespace !== null, (query) => query.where('namespace', '=', namespace ?? ''));
}

/** Calls whose statements `npm run check` prepares on the migrated schema of a subgraph. */
export function definitionSamples<Tables, OwnerType extends string>(
  store: DefinitionStore<Tables, OwnerType>,
  ownerType: NoInfer<OwnerType>,
) {
  const all = { ownerTypes: [ownerType], namespace: '' };
  const slice = { size: 1, after: { at: new Date(0), id: '' }, direction: 'backward' } as const;
  return [
    (tx: Transaction<Tables>) => store.lock(tx, ownerType),
    (db: Transaction<Tables>) => store.hold(db, ownerType, [{ namespace: '', key: '' }]),
    (db: Transaction<Tables>) => store.list(db, all, slice),
    (db: Transaction<Tables>) => store.count(db, all),
  ];
}
