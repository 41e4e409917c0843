import type { Statements } from '@cartwright/database';
import { byKey, isId } from '@cartwright/graph';
import DataLoader from 'dataloader';
import type { Tables } from '../../tables.ts';
import { namesMeant } from '../rules/names-meant.ts';
import { aliasesOfBrands } from './aliases.ts';
import { brandsByIds, brandsByTexts, seenByIds, seenByNames, seenBySlugs, type Brand } from './brands.ts';
import { logosOfBrands, type Logo } from './logos.ts';

/** The reads of one operation, gathered into one statement for each kind; what is of nothing gives null. */
export function brandLoaders(db: Statements<Tables>) {
  return {
    /** Shown or not. */
    brand: byKey(
      async (ids) => brandsByIds(db, ids.filter(isId)),
      ({ id }: Brand) => id,
    ),
    /** Those that shoppers see. */
    seen: byKey(
      async (ids) => seenByIds(db, ids.filter(isId)),
      ({ id }: Brand) => id,
    ),
    /** Those that shoppers see. */
    seenBySlug: byKey(
      async (slugs) =>
        seenBySlugs(
          db,
          slugs.filter((slug) => !slug.includes('\0')),
        ),
      ({ slug }: Brand) => slug,
    ),
    /** Those that shoppers see, by what products say. */
    shownByName: new DataLoader((names: readonly string[]) => readByNames(db, names)),
    /** The names that products may have of the brand that a text means, by its name or its slug; the text itself where there is none. */
    namesMeant: new DataLoader(async (texts: readonly string[]) => {
      const found = await brandsByTexts(
        db,
        texts.filter((text) => !text.includes('\0')),
      );
      return texts.map((text) => namesMeant(text, found));
    }),
    /** What brands are called besides, by their ids. */
    aliases: new DataLoader(async (brandIds: readonly string[]) => {
      const found = Map.groupBy(await aliasesOfBrands(db, brandIds), ({ brandId }) => brandId);
      return brandIds.map((id) => (found.get(id) ?? []).map(({ name }) => name));
    }),
    /** By the id of the brand. */
    logo: byKey(
      (brandIds) => logosOfBrands(db, brandIds),
      ({ brandId }: Logo) => brandId,
    ),
  };
}

async function readByNames(db: Statements<Tables>, names: readonly string[]): Promise<(Brand | null)[]> {
  const found = await seenByNames(db, names);
  const former = found.flatMap((brand) => brand.formerNames.map((name) => [name, brand] as const));
  const byName = new Map([...former, ...found.map((brand) => [brand.name, brand] as const)]);
  return names.map((name) => byName.get(name) ?? null);
}
