import { isDeepStrictEqual } from 'node:util';
import { isId } from '@cartwright/graph';
import type { InvalidInput } from '@cartwright/input';
import { addBrandNameToRules } from '../../collections/door.ts';
import { changedPage } from '../../pages/door.ts';
import { endAlias } from '../repository/aliases.ts';
import { findMeant, lockBrand, saveBrand, type Brand, type StoredBrand } from '../repository/brands.ts';
import { findLogoFile, replaceLogo } from '../repository/logos.ts';
import { readBrandChange, type BrandChangeInput } from '../rules/brand-input.ts';
import { formerNamesOf } from '../rules/former-names.ts';
import {
  changeBrands,
  isTaken,
  readLogo,
  recordChange,
  stateOf,
  type BrandChanged,
  type BrandNameTaken,
  type BrandNotFound,
  type Changing,
  type Dependencies,
  type SlugTaken,
} from './change-brand.ts';

/** What is to be different about a brand, and which version of it was read. */
export interface UpdateBrand extends BrandChangeInput {
  readonly staffId: string;
  readonly id: string;
  readonly version: number;
}

/** What came of it. */
export type UpdateBrandOutcome =
  | { readonly kind: 'updated'; readonly brand: Brand }
  | BrandNotFound
  | BrandChanged
  | BrandNameTaken
  | SlugTaken
  | InvalidInput;

/** Changes a brand, with its entry in the audit trail; where it is so already, nothing changes. Its products get another name soon after. */
export async function updateBrand(
  dependencies: Dependencies,
  { staffId, id, version, ...input }: UpdateBrand,
): Promise<UpdateBrandOutcome> {
  const read = readBrandChange(input);
  if (read.kind === 'invalid-input') return read;
  const { reason, logoMediaId: asked } = read.value;
  if (!isId(id)) return { kind: 'brand-not-found', brandId: id };
  return changeBrands<UpdateBrandOutcome>(dependencies, async (changing) => {
    const { tx } = changing;
    const before = await lockBrand(tx, id);
    if (before === undefined) return { kind: 'brand-not-found', brandId: id };
    if (before.version !== version) return { kind: 'brand-changed', brand: before };
    const wanted = changed(before, read.value);
    const file = await findLogoFile(tx, id);
    const wantedFile = asked === undefined ? file : asked;
    if (isDeepStrictEqual(before, wanted) && file === wantedFile) return { kind: 'updated', brand: before };
    const fault = await nameFault(changing, before, wanted);
    if (fault !== undefined) return fault;
    const logo = wantedFile === file || wantedFile === null ? null : await readLogo(tx, wantedFile);
    if (logo?.kind === 'invalid-input') return logo;
    const brand = await saveBrand(tx, { ...wanted, version: version + 1 });
    if (asked !== undefined && file !== wantedFile)
      await replaceLogo(tx, id, logo && { id: dependencies.newId(), brandId: id, ...logo.value });
    if (brand.name !== before.name) await endAlias(tx, brand.name);
    await addBrandNameToRules(tx, wanted.formerNames, brand.name);
    const states = { before: stateOf(before, file), after: stateOf(brand, wantedFile) };
    const action = { staffId, operation: 'brandUpdate', reason, target: id };
    await recordChange(dependencies, changing, { ...action, ...states });
    return { kind: 'updated', brand };
  });
}

/** Why a brand cannot be called so, or have that slug. */
async function nameFault(
  { tx }: Changing,
  before: Brand,
  { name, slug }: StoredBrand,
): Promise<BrandNameTaken | SlugTaken | undefined> {
  if (name !== before.name) {
    const [meant] = await findMeant(tx, [name]);
    if (meant?.name != null && meant.name !== before.name)
      return { kind: 'brand-name-taken', name: meant.name };
  }
  return slug !== before.slug && (await isTaken(tx, slug)) ? { kind: 'slug-taken', slug } : undefined;
}

type Change = Extract<ReturnType<typeof readBrandChange>, { readonly kind: 'valid' }>['value'];

function changed(before: Brand, { website, isShown, ...page }: Change): Brand {
  const next = changedPage(before, page);
  return {
    ...next,
    formerNames: next.name === before.name ? before.formerNames : formerNamesOf(before, next.name),
    website: website === undefined ? before.website : website,
    isShown: isShown ?? before.isShown,
    awaitsProduct: before.awaitsProduct && isShown == null,
  };
}
