import { isDeepStrictEqual } from 'node:util';
import { readReason } from '@cartwright/audit';
import { invalidField, invalidInput, type InvalidInput } from '@cartwright/input';
import { deleteZone, listZones, saveZone, type TaxZone } from '../repository/classes-and-zones.ts';
import { readTaxZone, type CheckedZone, type TaxZoneInput } from '../rules/tax-input.ts';
import {
  asRead,
  changeTaxes,
  recordTaxes,
  type ChangedMeanwhile,
  type Dependencies,
  type NotFound,
  type ReadVersion,
  type TooMany,
} from './change-taxes.ts';

/** More than there are countries, and states of those that tax by state. */
const maxZones = 500;

/** How a zone is to be, and which version of it was read. */
export interface SetZone extends TaxZoneInput {
  readonly staffId: string;
  /** Null where there was none. */
  readonly version?: number | null | undefined;
}

/** What came of it. */
export type SetZoneOutcome =
  | { readonly kind: 'set'; readonly zone: TaxZone }
  | { readonly kind: 'changed-meanwhile'; readonly present: TaxZone | null }
  | TooMany
  | InvalidInput;

/** Says how a country or a region taxes, with its entry in the audit trail; where it is so already, nothing changes. */
export async function setZone(
  dependencies: Dependencies,
  { staffId, version = null, ...input }: SetZone,
): Promise<SetZoneOutcome> {
  const read = readTaxZone(input);
  if (read.kind === 'invalid-input') return read;
  const { terms, reason } = read.value;
  return changeTaxes<SetZoneOutcome>(dependencies, async (held) => {
    const zones = await listZones(held.tx);
    const before = zones.find(
      (zone) => zone.countryCode === terms.countryCode && zone.region === terms.region,
    );
    if ((before?.version ?? null) !== version) return { kind: 'changed-meanwhile', present: before ?? null };
    if (before === undefined && zones.length >= maxZones) return { kind: 'too-many', limit: maxZones };
    const fault = assumedElsewhere(terms, zones);
    if (fault !== undefined) return fault;
    const known = before ?? { id: dependencies.newId(), version: 0, createdAt: held.now };
    const wanted = { ...known, ...terms };
    if (isDeepStrictEqual(wanted, before)) return { kind: 'set', zone: wanted };
    const zone = { ...wanted, version: known.version + 1 };
    await saveZone(held.tx, zone);
    const action = { staffId, operation: 'taxZoneSet', target: zone.id, reason };
    await recordTaxes(held, { ...action, before: before ?? null, after: zone });
    return { kind: 'set', zone };
  });
}

/** A currency is assumed to be of one place. */
function assumedElsewhere(
  { countryCode, region, assumedFor }: CheckedZone['terms'],
  zones: readonly TaxZone[],
): InvalidInput | undefined {
  const others = zones.filter((zone) => zone.countryCode !== countryCode || zone.region !== region);
  const taken = assumedFor.flatMap((currency) => {
    const holder = others.find((zone) => zone.assumedFor.includes(currency));
    return holder === undefined ? [] : [`${currency} is assumed for ${holder.countryCode}`];
  });
  if (taken.length === 0) return undefined;
  return invalidInput(
    invalidField(
      ['assumedFor'],
      'INVALID_VALUE',
      `Please take it from the other zone first: ${taken.join(', ')}.`,
    ),
  );
}

/** What came of deleting a zone. */
export type DeleteZoneOutcome =
  { readonly kind: 'deleted'; readonly id: string } | NotFound | ChangedMeanwhile<TaxZone> | InvalidInput;

/** Deletes a zone, with its entry in the audit trail; its rates stay. */
export async function removeZone(
  dependencies: Dependencies,
  { staffId, id, version, reason }: ReadVersion & { readonly reason?: string | null | undefined },
): Promise<DeleteZoneOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  return changeTaxes<DeleteZoneOutcome>(dependencies, async (held) => {
    const found = asRead(await listZones(held.tx), { id, version });
    if (found.kind !== 'present') return found;
    const { present: before } = found;
    await deleteZone(held.tx, before.id);
    const action = { staffId, operation: 'taxZoneDelete', target: before.id, ...why.value };
    await recordTaxes(held, { ...action, before, after: null });
    return { kind: 'deleted', id: before.id };
  });
}
