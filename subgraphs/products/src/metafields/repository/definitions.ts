import {
  anyOf,
  partOfList,
  type StatementSample,
  type Statements,
  type Transaction,
} from '@cartwright/database';
import type { InstantSlice } from '@cartwright/graph';
import type { MetafieldName } from '@cartwright/metafields';
import { sql, type Selectable } from 'kysely';
import type { Tables } from '../../tables.ts';
import type { OwnerType } from './owners.ts';

/** What staff have laid down of the metafields of one kind of owner with a name. */
export type MetafieldDefinition = Selectable<Tables['metafieldDefinitions']>;

/** Which definitions are asked for; null for all. */
export interface DefinitionFilters {
  readonly ownerTypes: readonly OwnerType[] | null;
  readonly namespace: string | null;
}

/** Lets nobody else change the definitions of a kind of owner until the transaction ends. */
export async function lockDefinitions(tx: Transaction<Tables>, ownerType: OwnerType): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`metafield definitions ${ownerType}`}, 0))`.execute(
    tx,
  );
}

/** The definition of a name, if there is one. */
export function findDefinition(
  db: Statements<Tables>,
  ownerType: OwnerType,
  { namespace, key }: MetafieldName,
): Promise<MetafieldDefinition | undefined> {
  return db
    .selectFrom('metafieldDefinitions')
    .selectAll()
    .where('ownerType', '=', ownerType)
    .where('namespace', '=', namespace)
    .where('key', '=', key)
    .executeTakeFirst();
}

/** The definitions of the names that some metafields have, and maybe of others in their namespaces. */
export function definitionsOf(
  db: Statements<Tables>,
  ownerType: OwnerType,
  names: readonly MetafieldName[],
): Promise<MetafieldDefinition[]> {
  return db
    .selectFrom('metafieldDefinitions')
    .selectAll()
    .where('ownerType', '=', ownerType)
    .where('namespace', '=', anyOf([...new Set(names.map(({ namespace }) => namespace))]))
    .where('key', '=', anyOf([...new Set(names.map(({ key }) => key))]))
    .execute();
}

/** Stores a definition, new or in the place of the one with its id. */
export function saveDefinition(
  tx: Transaction<Tables>,
  definition: MetafieldDefinition,
): Promise<MetafieldDefinition> {
  const { name, description, visibility, minimum, maximum, minLength, maxLength, choices, version } =
    definition;
  const changed = { name, description, visibility, minimum, maximum, minLength, maxLength, choices, version };
  return tx
    .insertInto('metafieldDefinitions')
    .values(definition)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(changed))
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Forgets a definition. @returns what it was; undefined when there is none of that id */
export function removeDefinition(
  tx: Transaction<Tables>,
  id: string,
): Promise<MetafieldDefinition | undefined> {
  return tx.deleteFrom('metafieldDefinitions').where('id', '=', id).returningAll().executeTakeFirst();
}

/** A part of the definitions, the latest first. */
export function listDefinitions(
  db: Statements<Tables>,
  filters: DefinitionFilters,
  slice: InstantSlice,
): Promise<MetafieldDefinition[]> {
  const list = filtered(db, filters).selectAll();
  return partOfList(list, { by: ['createdAt', 'id'], order: 'desc' }, slice).execute();
}

/** How many definitions there are. */
export async function countDefinitions(db: Statements<Tables>, filters: DefinitionFilters): Promise<number> {
  const { count } = await filtered(db, filters)
    .select(sql<number>`count(*)::int4`.as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function filtered(db: Statements<Tables>, { ownerTypes, namespace }: DefinitionFilters) {
  return db
    .selectFrom('metafieldDefinitions')
    .$if(ownerTypes !== null, (query) => query.where('ownerType', '=', anyOf(ownerTypes ?? [])))
    .$if(namespace !== null, (query) => query.where('namespace', '=', namespace ?? ''));
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (tx) => lockDefinitions(tx, 'PRODUCT'),
  (db) => definitionsOf(db, 'PRODUCT', [{ namespace: '', key: '' }]),
  (db) =>
    listDefinitions(
      db,
      { ownerTypes: ['PRODUCT'], namespace: '' },
      { size: 1, after: { at: new Date(0), id: '' }, direction: 'backward' },
    ),
  (db) => countDefinitions(db, { ownerTypes: ['PRODUCT'], namespace: '' }),
];
