import { readReason, type AuditedState } from '@cartwright/audit';
import type { Transaction } from '@cartwright/database';
import { isId } from '@cartwright/graph';
import { invalidField, invalidInput, type InvalidInput } from '@cartwright/input';
import { auditedMetafields } from '@cartwright/metafields';
import type { Metafield } from '@cartwright/metafields/rules';
import { giveRulesTo } from '../../collections/door.ts';
import { searchSettingsChangedMessage } from '../../search-settings/door.ts';
import type { Tables } from '../../tables.ts';
import { brandChangedMessage } from '../events.ts';
import { takeAliases } from '../repository/aliases.ts';
import { deleteBrand, lockBrands, saveBrand, type Brand } from '../repository/brands.ts';
import { findLogoFile } from '../repository/logos.ts';
import { takeAddresses, takeLogo, takeMetafields } from '../repository/merging.ts';
import { formerNamesOf } from '../rules/former-names.ts';
import {
  changeBrands,
  recordChange,
  stateOf,
  type BrandChanged,
  type BrandNotFound,
  type Dependencies,
} from './change-brand.ts';

/** A brand that is to be another one from now on, and which versions of both were read. */
export interface MergeBrands {
  readonly staffId: string;
  readonly id: string;
  readonly version: number;
  readonly intoId: string;
  readonly intoVersion: number;
  readonly reason?: string | null | undefined;
}

/** What came of it; `brand` is the one that there is. */
export type MergeBrandsOutcome =
  { readonly kind: 'merged'; readonly brand: Brand } | BrandNotFound | BrandChanged | InvalidInput;

/**
 * Makes two brands one, with an entry in the audit trail: the name and the addresses of the one lead to the other from now on, and its
 * products follow soon after. The other keeps what its page says, and takes what it has none of: the logo, and metafields.
 */
export async function mergeBrands(
  dependencies: Dependencies,
  { staffId, id, version, intoId, intoVersion, reason }: MergeBrands,
): Promise<MergeBrandsOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  const unknown = [id, intoId].find((one) => !isId(one));
  if (unknown !== undefined) return { kind: 'brand-not-found', brandId: unknown };
  if (id.toLowerCase() === intoId.toLowerCase()) return intoItself;
  const { newId } = dependencies;
  return changeBrands<MergeBrandsOutcome>(dependencies, async (changing) => {
    const { tx, send } = changing;
    const brands = await lockBrands(tx, [id, intoId]);
    const from = brands.find((one) => one.id === id.toLowerCase());
    if (from === undefined) return { kind: 'brand-not-found', brandId: id };
    const into = brands.find((one) => one.id === intoId.toLowerCase());
    if (into === undefined) return { kind: 'brand-not-found', brandId: intoId };
    const stale = [from, into].find((one) => one.version !== (one === from ? version : intoVersion));
    if (stale !== undefined) return { kind: 'brand-changed', brand: stale };
    const [file, itsFile] = [await findLogoFile(tx, from.id), await findLogoFile(tx, into.id)];
    const { brand, dropped } = await merge(tx, from, into);
    send(brandChangedMessage(from.id, newId()));
    send(searchSettingsChangedMessage(newId()));
    const action = { staffId, operation: 'brandMerge', ...why.value, target: into.id };
    await recordChange(dependencies, changing, {
      ...action,
      before: { ...stateOf(into, itsFile), merged: goneOf(from, file, dropped) },
      after: stateOf(brand, await findLogoFile(tx, into.id)),
    });
    return { kind: 'merged', brand };
  });
}

const intoItself = invalidInput(
  invalidField(['intoId'], 'INVALID_VALUE', 'Please give another brand than the one that is merged.'),
);

/** What the trail keeps of the brand that goes: nothing else says it any more. */
function goneOf(from: Brand, logoMediaId: string | null, dropped: readonly Metafield[]): AuditedState {
  const { id, translations } = from;
  const droppedMetafields = auditedMetafields(dropped).metafields;
  return { id, ...stateOf(from, logoMediaId), translations, droppedMetafields };
}

interface Merged {
  readonly brand: Brand;
  /** What the one that goes had of metafields by names that the other has some by. */
  readonly dropped: readonly Metafield[];
}

/** The one that goes is deleted before the other is saved: from then on its names mean the other. */
async function merge(tx: Transaction<Tables>, from: Brand, into: Brand): Promise<Merged> {
  await takeAddresses(tx, from, into);
  await takeLogo(tx, from.id, into.id);
  const dropped = await takeMetafields(tx, from.id, into.id);
  await takeAliases(tx, from, into.id);
  await deleteBrand(tx, from.id);
  const names = { name: from.name, formerNames: [...into.formerNames, ...from.formerNames] };
  const formerNames = formerNamesOf(names, into.name);
  const brand = await saveBrand(tx, { ...into, formerNames, version: into.version + 1 });
  await giveRulesTo(tx, [from.name, ...from.formerNames], brand.name);
  return { brand, dropped };
}
