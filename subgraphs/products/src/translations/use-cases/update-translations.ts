import { isDeepStrictEqual } from 'node:util';
import { recordStaffAction } from '@cartwright/audit';
import type { Transaction } from '@cartwright/database';
import type { OutgoingMessage } from '@cartwright/events';
import { isId } from '@cartwright/graph';
import {
  field,
  invalidField,
  invalidInput,
  optionalMultilineText,
  optionalText,
  readInput,
  type InvalidInput,
} from '@cartwright/input';
import type { Send } from '@cartwright/messaging';
import { z } from 'zod';
import { categoriesChangedMessage } from '../../categories/door.ts';
import { brandChangedMessage } from '../../brands/door.ts';
import { collectionChangedMessage } from '../../collections/door.ts';
import { translatedFields, type TranslatedField } from '../../languages/door.ts';
import type { Parts } from '../../parts.ts';
import { productTypesChangedMessage } from '../../product-types/door.ts';
import { lockPublication, tellOfProduct } from '../../publishing/door.ts';
import type { Tables } from '../../tables.ts';
import { describe, descriptionLimits, type DescriptionLimits } from '../../rich-text/door.ts';
import { lockTexts, saveTranslations } from '../repository/texts.ts';
import {
  changeTranslations,
  faultsOf,
  withoutChanged,
  type TextChange,
} from '../rules/change-translations.ts';
import { readLanguage } from '../rules/read-language.ts';
import { inLanguage, type TranslatedThing, type TranslatedType } from '../rules/texts.ts';

/** What texts of something are to be in a language, and which version of it was read. */
export interface UpdateTranslations {
  readonly staffId: string;
  readonly ownerType: TranslatedType;
  readonly ownerId: string;
  readonly language: string;
  readonly version: number;
  readonly texts: readonly {
    readonly field: TranslatedField;
    readonly of?: readonly string[] | null | undefined;
    readonly text?: string | null | undefined;
    /** In the place of the text, which follows from it. */
    readonly html?: string | null | undefined;
  }[];
  readonly reason?: string | null | undefined;
}

/** What came of it. */
export type UpdateTranslationsOutcome =
  | { readonly kind: 'updated'; readonly translations: TranslatedThing }
  | { readonly kind: 'owner-not-found' }
  | { readonly kind: 'changed-meanwhile'; readonly version: number }
  | InvalidInput;

/** As many as a product type with all its attributes and choices has. */
const maxTexts = 1_000;

/** A text may be as long as any is, until it is known which; what HTML says is the description. */
function schemaWith({ text, html }: DescriptionLimits) {
  return z.object({
    texts: z
      .array(
        z.object({
          field: z.enum(translatedFields),
          of: z
            .array(z.string().max(200))
            .max(2)
            .nullish()
            .transform((given) => given ?? []),
          text: optionalMultilineText(descriptionLimits.PRODUCT.text),
          html: field(describe(text, html)).nullish(),
        }),
      )
      .max(maxTexts, `Please give at most ${maxTexts} texts.`),
    reason: optionalText(500),
  });
}

/** A product type describes nothing. */
const limits: Readonly<Record<TranslatedType, DescriptionLimits>> = {
  ...descriptionLimits,
  PRODUCT_TYPE: descriptionLimits.PRODUCT,
};
const schemas = {
  PRODUCT: schemaWith(limits.PRODUCT),
  CATEGORY: schemaWith(limits.CATEGORY),
  COLLECTION: schemaWith(limits.COLLECTION),
  BRAND: schemaWith(limits.BRAND),
  PRODUCT_TYPE: schemaWith(limits.PRODUCT_TYPE),
};

/** Says what texts are in a language, with its entry in the audit trail; where it is so already, nothing changes. */
export async function updateTranslations(
  { messaging, newId, now }: Pick<Parts, 'messaging' | 'newId' | 'now'>,
  { staffId, ownerType, ownerId: askedId, language: asked, version, ...input }: UpdateTranslations,
): Promise<UpdateTranslationsOutcome> {
  const language = readLanguage(asked);
  if (language === undefined) return noLanguage;
  const twice = input.texts.findIndex(({ text, html }) => text != null && html != null);
  if (twice !== -1) return givenTwice(twice);
  const read = readInput(schemas[ownerType], input);
  if (read.kind === 'invalid-input') return read;
  if (!isId(askedId)) return { kind: 'owner-not-found' };
  const ownerId = askedId.toLowerCase();
  const { reason } = read.value;
  const changes = read.value.texts.map(changeOf);
  return messaging.transact(async (tx, send) => {
    const before = await lockTexts(tx, ownerType, ownerId);
    if (before === undefined) return { kind: 'owner-not-found' };
    if (before.version !== version) return { kind: 'changed-meanwhile', version: before.version };
    const { sources, outdated: outdatedBefore } = before;
    const faults = faultsOf({ sources, maxDescription: limits[ownerType].text }, changes);
    if (faults.length > 0) return invalidInput(...faults);
    const translations = changeTranslations(before.translations, language, { sources, changes });
    const outdated = withoutChanged(outdatedBefore, language, changes);
    const texts = inLanguage({ sources, translations, outdated }, language);
    const shown = { ownerType, ownerId, language, texts };
    if (isDeepStrictEqual([before.translations, outdatedBefore], [translations, outdated]))
      return { kind: 'updated', translations: { ...shown, version } };
    const after = { translations, outdated, version: version + 1 };
    await saveTranslations(tx, { type: ownerType, id: ownerId }, after);
    await tell({ tx, send }, ownerType, { id: ownerId, changeId: newId() });
    const action = { staffId, operation: 'catalogueTranslationsUpdate', target: ownerId, reason, at: now() };
    const states = {
      before: { language, texts: before.translations[language] ?? {} },
      after: { language, texts: translations[language] ?? {} },
    };
    await recordStaffAction('products', { tx, send }, { ...action, ...states });
    return { kind: 'updated', translations: { ...shown, version: after.version } };
  });
}

type ReadText = z.output<ReturnType<typeof schemaWith>>['texts'][number];

function changeOf({ field, of, text, html }: ReadText): TextChange {
  if (html == null) return { field, of, text };
  const { description, descriptionHtml } = html;
  return { field, of, text: description === '' ? null : description, html: descriptionHtml };
}

function givenTwice(at: number): InvalidInput {
  const message = 'Please give a translation once: as text or as HTML.';
  return invalidInput(invalidField(['texts', String(at), 'html'], 'INVALID_VALUE', message));
}

const noLanguage = invalidInput(
  invalidField(['language'], 'INVALID_VALUE', 'Please give one of `shop { languages }` but the first.'),
);

/** What ends the answers that are kept of something; of a product its copies, which have its titles, are told of as well. */
async function tell(
  { tx, send }: { readonly tx: Transaction<Tables>; readonly send: Send },
  type: TranslatedType,
  { id, changeId }: { readonly id: string; readonly changeId: string },
): Promise<void> {
  if (type !== 'PRODUCT') {
    send(tellOf[type](id, changeId));
    return;
  }
  const product = await lockPublication(tx, id);
  if (product === undefined) return;
  for (const one of await tellOfProduct(tx, product, changeId)) send(one);
}

const tellOf: Record<
  Exclude<TranslatedType, 'PRODUCT'>,
  (id: string, changeId: string) => OutgoingMessage
> = {
  CATEGORY: categoriesChangedMessage,
  COLLECTION: collectionChangedMessage,
  BRAND: brandChangedMessage,
  PRODUCT_TYPE: productTypesChangedMessage,
};
