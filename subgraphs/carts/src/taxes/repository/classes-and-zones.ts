import type { Statements, StatementSample, Transaction } from '@cartwright/database';
import { sql, type Selectable } from 'kysely';
import type { Tables } from '../../generated/tables.ts';

/** Products that are taxed alike. */
export type TaxClass = Readonly<Selectable<Tables['taxClasses']>>;

/** How a country, or a region of one, taxes. */
export type TaxZone = Readonly<Selectable<Tables['taxZones']>>;

/** What taxes depend on of the shop. */
export type TaxSettings = Readonly<Omit<Selectable<Tables['taxSettings']>, 'isOnly'>>;

/** Lets nobody else change taxes until the transaction ends. */
export async function lockTaxes(tx: Transaction<Tables>): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('taxes', 0))`.execute(tx);
}

/** All classes, by code. */
export function listClasses(db: Statements<Tables>): Promise<TaxClass[]> {
  return db.selectFrom('taxClasses').selectAll().orderBy('code').execute();
}

/** Adds a class. */
export async function insertClass(tx: Transaction<Tables>, taxClass: TaxClass): Promise<void> {
  await tx.insertInto('taxClasses').values(taxClass).execute();
}

/** Stores another name of a class. */
export async function saveClass(tx: Transaction<Tables>, { id, name, version }: TaxClass): Promise<void> {
  await tx.updateTable('taxClasses').set({ name, version }).where('id', '=', id).execute();
}

/** Removes a class that no rate is for. */
export async function deleteClass(tx: Transaction<Tables>, id: string): Promise<void> {
  await tx.deleteFrom('taxClasses').where('id', '=', id).execute();
}

/** All zones, by country, each country before its regions. */
export function listZones(db: Statements<Tables>): Promise<TaxZone[]> {
  return db
    .selectFrom('taxZones')
    .selectAll()
    .orderBy('countryCode')
    .orderBy('region', (order) => order.asc().nullsFirst())
    .execute();
}

/** Stores a zone, new or in the place of the one with its id. */
export async function saveZone(tx: Transaction<Tables>, zone: TaxZone): Promise<void> {
  const { id, createdAt, countryCode, region, ...changed } = zone;
  await tx
    .insertInto('taxZones')
    .values({ id, createdAt, countryCode, region, ...changed })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(changed))
    .execute();
}

/** Removes a zone. */
export async function deleteZone(tx: Transaction<Tables>, id: string): Promise<void> {
  await tx.deleteFrom('taxZones').where('id', '=', id).execute();
}

/** What taxes depend on of the shop. */
export function findTaxSettings(db: Statements<Tables>): Promise<TaxSettings> {
  return db
    .selectFrom('taxSettings')
    .select(['shopCountry', 'trustsFormat', 'version'])
    .executeTakeFirstOrThrow();
}

/** Stores what taxes depend on of the shop. */
export async function saveTaxSettings(tx: Transaction<Tables>, settings: TaxSettings): Promise<void> {
  await tx.updateTable('taxSettings').set(settings).execute();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (tx) => lockTaxes(tx),
  (db) => listClasses(db),
  (db) => listZones(db),
  (db) => findTaxSettings(db),
];
