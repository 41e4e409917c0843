import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { StatementSample, Statements, Transaction } from '@cartwright/database';
import { jsonb } from '@cartwright/database';
import { lockTree } from '../../categories/door.ts';
import { textKey, type Translations } from '../../languages/door.ts';
import { lockProductTypes, readProductTypes, type ProductType } from '../../product-types/door.ts';
import type { Tables } from '../../tables.ts';
import {
  textOf,
  textsOfAttribute,
  textsOfOptions,
  textsOfPage,
  type TextsInLanguages,
  type TranslatedType,
} from '../rules/texts.ts';

/** Something as it is stored, with all its texts and what they are in other languages. */
export interface StoredTexts extends TextsInLanguages {
  readonly version: number;
}

/** What is stored of translations. */
type Stored = Omit<StoredTexts, 'sources'>;

/** Reads the texts of something; undefined where there is none of that kind with that id. */
export function readTexts(
  db: Statements<Tables>,
  type: TranslatedType,
  id: string,
): Promise<StoredTexts | undefined> {
  switch (type) {
    case 'PRODUCT':
      return productTexts(db, id);
    case 'CATEGORY':
      return pageTexts(db, 'categories', id);
    case 'COLLECTION':
      return pageTexts(db, 'collections', id);
    case 'BRAND':
      return brandTexts(db, id);
    case 'PRODUCT_TYPE':
      return typeTexts(db, readProductTypes(db), id);
  }
}

/** The same once nobody else can change it, until the transaction ends. */
export async function lockTexts(
  tx: Transaction<Tables>,
  type: TranslatedType,
  id: string,
): Promise<StoredTexts | undefined> {
  switch (type) {
    case 'PRODUCT':
      await tx.selectFrom('products').select('id').where('id', '=', id).forNoKeyUpdate().execute();
      return productTexts(tx, id);
    case 'CATEGORY':
      await lockTree(tx);
      return pageTexts(tx, 'categories', id);
    case 'COLLECTION':
      await tx.selectFrom('collections').select('id').where('id', '=', id).forUpdate().execute();
      return pageTexts(tx, 'collections', id);
    case 'BRAND':
      await tx.selectFrom('brands').select('id').where('id', '=', id).forNoKeyUpdate().execute();
      return brandTexts(tx, id);
    case 'PRODUCT_TYPE':
      return typeTexts(tx, lockProductTypes(tx), id);
  }
}

/** Stores what has become of the translations of something, and its version. */
export async function saveTranslations(
  tx: Transaction<Tables>,
  { type, id }: { readonly type: TranslatedType; readonly id: string },
  { translations, outdated, version }: Stored,
): Promise<void> {
  const set = { translations: jsonb(translations), outdatedTexts: jsonb(outdated), version };
  if (type === 'PRODUCT') await tx.updateTable('products').set(set).where('id', '=', id).execute();
  else if (type === 'CATEGORY') await tx.updateTable('categories').set(set).where('id', '=', id).execute();
  else if (type === 'COLLECTION') await tx.updateTable('collections').set(set).where('id', '=', id).execute();
  else if (type === 'BRAND') await tx.updateTable('brands').set(set).where('id', '=', id).execute();
  else await saveOfType(tx, id, { translations, outdated, version });
}

async function productTexts(db: Statements<Tables>, id: string): Promise<StoredTexts | undefined> {
  const found = await db
    .selectFrom('products')
    .select([
      'name',
      'description',
      'descriptionHtml',
      'seoTitle',
      'seoDescription',
      'options',
      'translations',
      'outdatedTexts',
      'version',
    ])
    .where('id', '=', id)
    .executeTakeFirst();
  if (found === undefined) return undefined;
  const { translations, outdatedTexts: outdated, version, options, ...page } = found;
  return { translations, outdated, version, sources: [...textsOfPage(page), ...textsOfOptions(options)] };
}

async function pageTexts(
  db: Statements<Tables>,
  table: 'categories' | 'collections' | 'brands',
  id: string,
): Promise<StoredTexts | undefined> {
  const found = await db
    .selectFrom(table)
    .select(['name', 'description', 'descriptionHtml', 'seoTitle', 'seoDescription'])
    .select(['translations', 'outdatedTexts', 'version'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (found === undefined) return undefined;
  const { translations, outdatedTexts: outdated, version, ...page } = found;
  return { translations, outdated, version, sources: textsOfPage(page) };
}

/** A brand is called the same in every language. */
async function brandTexts(db: Statements<Tables>, id: string): Promise<StoredTexts | undefined> {
  const found = await pageTexts(db, 'brands', id);
  return found && { ...found, sources: found.sources.filter(({ field }) => field !== 'NAME') };
}

/** Texts of attributes are stored with each attribute, and are shown as those of the type. */
async function typeTexts(
  db: Statements<Tables>,
  types: Promise<readonly ProductType[]>,
  id: string,
): Promise<StoredTexts | undefined> {
  const type = (await types).find((one) => one.id === id.toLowerCase());
  return type === undefined ? undefined : textsOfType(type, await readOutdatedOfTypes(db));
}

/** What is outdated of product types and of attributes, by their ids. */
export type OutdatedTexts = ReadonlyMap<string, Translations>;

/** Reads what is outdated of all product types and attributes. */
export async function readOutdatedOfTypes(db: Statements<Tables>): Promise<OutdatedTexts> {
  const outdated = sql<boolean>`outdated_texts <> '{}'`;
  const rows = await db
    .selectFrom('productTypes')
    .select(['id', 'outdatedTexts'])
    .where(outdated)
    .unionAll(db.selectFrom('attributeDefinitions').select(['id', 'outdatedTexts']).where(outdated))
    .execute();
  return new Map(rows.map(({ id, outdatedTexts }) => [id, outdatedTexts]));
}

/** The texts of a product type and of all its attributes. */
export function textsOfType(type: ProductType, outdatedOf: OutdatedTexts): StoredTexts {
  const { name, version, attributes } = type;
  const sources = [...textOf('NAME', name), ...attributes.flatMap(textsOfAttribute)];
  const translations = attributes.reduce<Translations>(
    (sum, { key, translations: own = {} }) => joined(sum, ofType(key, own)),
    type.translations ?? {},
  );
  const outdated = attributes.reduce<Translations>(
    (sum, { key, id }) => joined(sum, ofType(key, outdatedOf.get(id) ?? {})),
    outdatedOf.get(type.id) ?? {},
  );
  return { version, sources, translations, outdated };
}

async function saveOfType(
  tx: Transaction<Tables>,
  id: string,
  { translations, outdated, version }: Stored,
): Promise<void> {
  const ofName = (key: string) => (key === 'NAME' ? key : undefined);
  const own = {
    translations: jsonb(mapTexts(translations, ofName)),
    outdatedTexts: jsonb(mapTexts(outdated, ofName)),
  };
  await tx
    .updateTable('productTypes')
    .set({ ...own, version })
    .where('id', '=', id)
    .execute();
  const type = (await readProductTypes(tx)).find((one) => one.id === id);
  const outdatedOf = await readOutdatedOfTypes(tx);
  for (const attribute of type?.attributes ?? []) {
    const { key, choices } = attribute;
    const keys = keysOfAttribute(key, choices);
    const after = [translations, outdated].map((texts) => mapTexts(texts, (one) => keys.get(one)));
    const before = [attribute.translations ?? {}, outdatedOf.get(attribute.id) ?? {}];
    if (isDeepStrictEqual(after, before)) continue;
    await tx
      .updateTable('attributeDefinitions')
      .set({ translations: jsonb(after[0] ?? {}), outdatedTexts: jsonb(after[1] ?? {}) })
      .where('id', '=', attribute.id)
      .execute();
  }
}

/** By the keys of an attribute's texts among those of its type, what they are at the attribute itself. */
function keysOfAttribute(key: string, choices: ProductType['attributes'][number]['choices']) {
  return new Map([
    [textKey('ATTRIBUTE_NAME', [key]), textKey('NAME')],
    [textKey('ATTRIBUTE_DESCRIPTION', [key]), textKey('DESCRIPTION')],
    ...choices.map(
      ({ value }) =>
        [textKey('ATTRIBUTE_CHOICE', [key, value]), textKey('ATTRIBUTE_CHOICE', [value])] as const,
    ),
  ]);
}

function ofType(key: string, own: Translations): Translations {
  return mapTexts(own, (one) => {
    if (one === 'NAME') return textKey('ATTRIBUTE_NAME', [key]);
    if (one === 'DESCRIPTION') return textKey('ATTRIBUTE_DESCRIPTION', [key]);
    return one.replace(textKey('ATTRIBUTE_CHOICE', ['']), textKey('ATTRIBUTE_CHOICE', [key, '']));
  });
}

/** Translations under other keys; texts whose key becomes undefined are left out. */
function mapTexts(translations: Translations, keyOf: (key: string) => string | undefined): Translations {
  const languages = Object.entries(translations).map(([language, texts]) => {
    const kept = Object.entries(texts).flatMap(([key, text]) => {
      const mapped = keyOf(key);
      return mapped === undefined ? [] : [[mapped, text] as const];
    });
    return [language, Object.fromEntries(kept)] as const;
  });
  return Object.fromEntries(languages.filter(([, texts]) => Object.keys(texts).length > 0));
}

function joined(one: Translations, other: Translations): Translations {
  const languages = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries(
    [...languages].map((language) => [language, { ...one[language], ...other[language] }]),
  );
}

const noId = '00000000-0000-7000-8000-000000000000';
const types = ['PRODUCT', 'CATEGORY', 'COLLECTION', 'BRAND', 'PRODUCT_TYPE'] as const;
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = types.flatMap((type) => [
  (tx: Transaction<Tables>) => lockTexts(tx, type, noId),
  (tx: Transaction<Tables>) =>
    saveTranslations(tx, { type, id: noId }, { translations: {}, outdated: {}, version: 1 }),
]);
