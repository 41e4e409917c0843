import type { Database } from '@cartwright/database';
import type { Tables } from '../generated/tables.ts';
import { findTaxSettings, lockTaxes, saveTaxSettings } from './repository/classes-and-zones.ts';

/** Where the sample shop sells from. */
const shopCountry = 'DE';

/** Says where the sample shop sells from, unless staff have said something of its taxes; rates are there from the start. */
export async function seedTaxes(database: Pick<Database<Tables>, 'transaction'>): Promise<void> {
  await database.transaction(async (tx) => {
    await lockTaxes(tx);
    const settings = await findTaxSettings(tx);
    if (settings.version === 1) await saveTaxSettings(tx, { ...settings, shopCountry });
  });
}
