import {
  anyOf,
  insertRows,
  type StatementSample,
  type Statements,
  type Transaction,
} from '@cartwright/database';
import { sql, type Selectable } from 'kysely';
import type { Tables } from '../../tables.ts';
import type { Translations } from '../../languages/door.ts';
import type { AttributeDefinition, ProductType } from '../rules/definition.ts';

/** Lets nobody else change product types, or what products have of them, until the transaction ends. Before products are locked. */
export async function lockProductTypes(tx: Transaction<Tables>): Promise<ProductType[]> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('product types', 0))`.execute(tx);
  return readProductTypes(tx);
}

/** Lets nobody change product types until the transaction ends, and others do the same. Before products are locked. */
export async function holdProductTypes(tx: Transaction<Tables>): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock_shared(hashtextextended('product types', 0))`.execute(tx);
}

/** All product types with their attributes, by name. */
export async function readProductTypes(db: Statements<Tables>): Promise<ProductType[]> {
  const types = await db.selectFrom('productTypes').selectAll().orderBy('name').orderBy('id').execute();
  const definitions = await db.selectFrom('attributeDefinitions').selectAll().orderBy('position').execute();
  const byType = Map.groupBy(definitions, ({ productTypeId }) => productTypeId);
  return types.map(({ id, slug, name, version, translations }) => ({
    id,
    slug,
    name,
    version,
    ...translationsOf(translations),
    attributes: (byType.get(id) ?? []).map(definitionOf),
  }));
}

function translationsOf(translations: Translations) {
  return Object.keys(translations).length === 0 ? {} : { translations };
}

function definitionOf(row: Selectable<Tables['attributeDefinitions']>): AttributeDefinition {
  const { id, key, name, description, kind, owner, required, filterable, searchable, inFacets } = row;
  const { unit, several, referenceTo, choices } = row;
  const uses = { required, filterable, searchable, inFacets };
  const texts = { name, description, ...translationsOf(row.translations) };
  return { id, key, ...texts, kind, owner, ...uses, unit, several, referenceTo, choices };
}

/** Adds a product type with its attributes. */
export async function insertProductType(
  tx: Transaction<Tables>,
  { attributes, ...type }: ProductType,
  createdAt: Date,
): Promise<void> {
  await tx
    .insertInto('productTypes')
    .values({ ...type, createdAt })
    .execute();
  await saveDefinitions(tx, type.id, attributes);
}

/** Stores what has become of a product type, without its attributes. */
export async function saveProductType(
  tx: Transaction<Tables>,
  { id, slug, name, version }: ProductType,
): Promise<void> {
  await tx.updateTable('productTypes').set({ slug, name, version }).where('id', '=', id).execute();
}

/** Deletes a product type that no product is of, with its attributes. */
export async function deleteProductType(tx: Transaction<Tables>, id: string): Promise<void> {
  await tx.deleteFrom('productTypes').where('id', '=', id).execute();
}

/** Stores the attributes of a product type in their order, new ones and what has become of others. */
export async function saveDefinitions(
  tx: Transaction<Tables>,
  productTypeId: string,
  definitions: readonly AttributeDefinition[],
): Promise<void> {
  const [first, ...rest] = definitions.map(({ choices, ...definition }, position) => ({
    ...definition,
    productTypeId,
    position,
    choices: choices as never,
  }));
  if (first === undefined) return;
  await insertRows(tx, 'attributeDefinitions', [first, ...rest])
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        name: eb.ref('excluded.name'),
        description: eb.ref('excluded.description'),
        kind: eb.ref('excluded.kind'),
        owner: eb.ref('excluded.owner'),
        required: eb.ref('excluded.required'),
        filterable: eb.ref('excluded.filterable'),
        searchable: eb.ref('excluded.searchable'),
        inFacets: eb.ref('excluded.inFacets'),
        unit: eb.ref('excluded.unit'),
        several: eb.ref('excluded.several'),
        referenceTo: eb.ref('excluded.referenceTo'),
        choices: eb.ref('excluded.choices'),
        position: eb.ref('excluded.position'),
      })),
    )
    .execute();
}

/** Takes attributes that nothing has from a product type. */
export async function deleteDefinitions(
  tx: Transaction<Tables>,
  definitions: readonly AttributeDefinition[],
): Promise<void> {
  const ids = definitions.map(({ id }) => id);
  if (ids.length > 0) await tx.deleteFrom('attributeDefinitions').where('id', '=', anyOf(ids)).execute();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (tx) => lockProductTypes(tx),
  (tx) => holdProductTypes(tx),
  (tx) =>
    saveDefinitions(tx, '', [
      {
        id: '',
        key: '',
        name: '',
        description: '',
        kind: 'TEXT',
        owner: 'PRODUCT',
        required: false,
        filterable: false,
        searchable: false,
        inFacets: false,
        unit: null,
        several: false,
        referenceTo: null,
        choices: [],
      },
    ]),
];
