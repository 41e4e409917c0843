import type { Statements } from '@cartwright/database';
import type { Tables } from '../../generated/tables.ts';
import { laidDownTaxes } from '../rules/laid-down-taxes.ts';
import type { TaxTable } from '../rules/tax-table.ts';
import { listZones } from './classes-and-zones.ts';
import { allRates } from './rates.ts';

/** The taxes as staff keep them, of all moments: two statements, whatever is asked of it. It is old when staff change something. */
export async function findTaxTable(db: Statements<Tables>): Promise<TaxTable> {
  const zones = await listZones(db);
  return laidDownTaxes({ zones, rates: await allRates(db) });
}
