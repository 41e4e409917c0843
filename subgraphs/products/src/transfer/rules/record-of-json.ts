import { tidyText } from '@cartwright/input';
import { storeCurrencies } from '@cartwright/money';
import { z } from 'zod';
import { describedBy, maxHtmlLength } from '../../rich-text/door.ts';
import type { FileContent } from './file-content.ts';
import { fault, type FileRecord, type PriceRecord } from './records.ts';

const amount = z.strictObject({ amount: z.string(), currencyCode: z.enum(storeCurrencies) });
const price = { price: amount, compareAtPrice: amount.nullish() };
const hasEachOnce = (prices: readonly PriceRecord[]) =>
  new Set(prices.map(({ price: { currencyCode } }) => currencyCode)).size === prices.length;
const variant = z.strictObject({
  sku: z.string().optional(),
  selectedOptions: z
    .array(z.strictObject({ name: z.string(), value: z.string() }))
    .max(3)
    .optional(),
  prices: z
    .array(z.strictObject(price))
    .max(20)
    .refine(hasEachOnce, 'Please give one price for each currency.')
    .optional(),
  stock: z.int().optional(),
  weightGrams: z.int().min(0).optional(),
  barcode: z.string().optional(),
  size: z.strictObject({ lengthMm: z.int(), widthMm: z.int(), heightMm: z.int() }).optional(),
  imageUrl: z.string().optional(),
});
const picture = z.strictObject({ url: z.string(), altText: z.string().nullish() });
const option = z.strictObject({
  name: z.string(),
  values: z.array(z.strictObject({ value: z.string(), color: z.string().nullish() })).max(50),
});

const schemas = {
  PRODUCTS: z.strictObject({
    slug: z.string().min(1),
    name: z.string().optional(),
    description: z.string().optional(),
    descriptionHtml: z.string().max(maxHtmlLength).optional(),
    brand: z.string().optional(),
    category: z.string().optional(),
    tags: z.array(z.string()).max(50).optional(),
    taxClass: z.string().optional(),
    status: z.enum(['PUBLISHED', 'SCHEDULED', 'DRAFT', 'ARCHIVED']).optional(),
    seo: z.strictObject({ title: z.string().optional(), description: z.string().optional() }).optional(),
    options: z.array(option).max(3).optional(),
    variants: z.array(variant).max(100).default([]),
    images: z.array(picture).max(50).optional(),
  }),
  PRICES: z.strictObject({ sku: z.string().min(1), ...price }),
  STOCK: z.strictObject({ sku: z.string().min(1), location: z.string().optional(), available: z.int() }),
} as const;

/** What a line of JSON Lines tells; names that mean nothing are refused, so that none is misspelt. */
export function recordOfJson(content: FileContent, value: unknown): FileRecord {
  const read = schemas[content].safeParse(value);
  if (!read.success) return fault(subjectOf(value), ...read.error.issues.slice(0, 20).map(explained));
  return understood(content, value);
}

function understood(content: FileContent, value: unknown): FileRecord {
  switch (content) {
    case 'PRODUCTS': {
      const { category, status, description, descriptionHtml, ...product } = schemas.PRODUCTS.parse(value);
      if (!isOneText(description, descriptionHtml)) return fault(product.slug, twoTexts);
      const stays = status === 'SCHEDULED' ? 'DRAFT' : status;
      const categoryNames = category === undefined ? undefined : [category];
      const said = descriptionHtml === undefined ? { description } : { descriptionHtml };
      return { kind: 'PRODUCTS', record: { ...product, ...said, categoryNames, status: stays } };
    }
    case 'PRICES':
      return { kind: 'PRICES', record: schemas.PRICES.parse(value) };
    case 'STOCK':
      return { kind: 'STOCK', record: schemas.STOCK.parse(value) };
  }
}

const twoTexts =
  '`description` and `descriptionHtml` say different things: please give one of them, or the same text in both.';

/** Whether a description and what stands beside it as HTML say the same, or there is one of them. */
function isOneText(text: string | undefined, html: string | undefined): boolean {
  if (text === undefined || html === undefined) return true;
  const wordsOf = (said: string) => tidyText(said).split(/\s+/u).join(' ');
  return wordsOf(text) === wordsOf(describedBy(html).description);
}

function explained({ path, message }: z.core.$ZodIssue): string {
  return path.length === 0 ? message : `${path.join('.')}: ${message}`;
}

function subjectOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return '';
  const { slug, sku } = value as { slug?: unknown; sku?: unknown };
  return [slug, sku].find((one): one is string => typeof one === 'string') ?? '';
}
