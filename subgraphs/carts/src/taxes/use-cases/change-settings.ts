import { isDeepStrictEqual } from 'node:util';
import type { InvalidInput } from '@cartwright/input';
import { findTaxSettings, saveTaxSettings, type TaxSettings } from '../repository/classes-and-zones.ts';
import { readTaxSettings, type TaxSettingsInput } from '../rules/tax-input.ts';
import { changeTaxes, recordTaxes, type ChangedMeanwhile, type Dependencies } from './change-taxes.ts';

/** How the settings are to be, and which version of them was read. */
export interface UpdateSettings extends TaxSettingsInput {
  readonly staffId: string;
  readonly version: number;
  readonly trustsFormat: boolean;
}

/** What came of it. */
export type UpdateSettingsOutcome =
  { readonly kind: 'updated'; readonly settings: TaxSettings } | ChangedMeanwhile<TaxSettings> | InvalidInput;

/** Says what taxes depend on of the shop, with its entry in the audit trail; where it is so already, nothing changes. */
export async function updateSettings(
  dependencies: Dependencies,
  { staffId, version, trustsFormat, ...input }: UpdateSettings,
): Promise<UpdateSettingsOutcome> {
  const read = readTaxSettings(input);
  if (read.kind === 'invalid-input') return read;
  const { reason, shopCountry } = read.value;
  return changeTaxes<UpdateSettingsOutcome>(dependencies, async (held) => {
    const before = await findTaxSettings(held.tx);
    if (before.version !== version) return { kind: 'changed-meanwhile', present: before };
    const wanted = { ...before, shopCountry, trustsFormat };
    if (isDeepStrictEqual(wanted, before)) return { kind: 'updated', settings: before };
    const after = { ...wanted, version: version + 1 };
    await saveTaxSettings(held.tx, after);
    await recordTaxes(held, {
      staffId,
      operation: 'taxSettingsUpdate',
      target: 'taxSettings',
      reason,
      before,
      after,
    });
    return { kind: 'updated', settings: after };
  });
}
