import type { InvalidInput } from '@cartwright/input';
import { freeSlug } from '../../catalogue/door.ts';
import { findMeant, insertBrand, slugsLike, type Brand, type StoredBrand } from '../repository/brands.ts';
import { replaceLogo } from '../repository/logos.ts';
import { readNewBrand, type BrandInput, type CheckedBrand } from '../rules/brand-input.ts';
import {
  changeBrands,
  readLogo,
  recordChange,
  stateOf,
  type BrandNameTaken,
  type Changing,
  type Dependencies,
  type SlugTaken,
} from './change-brand.ts';

/** A brand to be made. */
export interface CreateBrand extends BrandInput {
  readonly staffId: string;
}

/** What came of it. */
export type CreateBrandOutcome =
  { readonly kind: 'created'; readonly brand: Brand } | BrandNameTaken | SlugTaken | InvalidInput;

/** Makes a brand, with its entry in the audit trail. */
export async function createBrand(
  dependencies: Dependencies,
  { staffId, ...input }: CreateBrand,
): Promise<CreateBrandOutcome> {
  const read = readNewBrand(input);
  if (read.kind === 'invalid-input') return read;
  const { name, reason, logoMediaId } = read.value;
  return changeBrands<CreateBrandOutcome>(dependencies, async (changing) => {
    const { tx } = changing;
    const [meant] = await findMeant(tx, [name]);
    if (meant?.name != null) return { kind: 'brand-name-taken', name: meant.name };
    const slug = await slugFor(changing, read.value);
    if (slug === undefined) return { kind: 'slug-taken', slug: read.value.slug };
    const logo = logoMediaId === null ? null : await readLogo(tx, logoMediaId);
    if (logo?.kind === 'invalid-input') return logo;
    const brand = await insertBrand(tx, newBrand(dependencies, { ...read.value, slug }));
    const { id: brandId } = brand;
    if (logo !== null) await replaceLogo(tx, brandId, { id: dependencies.newId(), brandId, ...logo.value });
    const states = { before: null, after: stateOf(brand, logoMediaId) };
    const action = { staffId, operation: 'brandCreate', reason, target: brandId };
    await recordChange(dependencies, changing, { ...action, ...states });
    return { kind: 'created', brand };
  });
}

/** Undefined where it was given and is taken. */
async function slugFor({ tx }: Changing, { slug, isOwnSlug }: CheckedBrand): Promise<string | undefined> {
  // Of a long slug the end gives way to a number.
  const taken = await slugsLike(tx, isOwnSlug ? slug : slug.slice(0, 70));
  if (isOwnSlug) return taken.has(slug) ? undefined : slug;
  return freeSlug(slug, (candidate) => taken.has(candidate));
}

function newBrand({ newId, now }: Dependencies, checked: CheckedBrand): StoredBrand {
  const { slug, name, description, descriptionHtml, website, seoTitle, seoDescription, isShown } = checked;
  const texts = { slug, name, description, descriptionHtml, website, seoTitle, seoDescription };
  return {
    id: newId(),
    ...texts,
    translations: {},
    formerNames: [],
    isShown,
    awaitsProduct: false,
    version: 1,
    createdAt: now(),
  };
}
