import type { StoreCurrency } from '@cartwright/money';
import { readListCell } from '@cartwright/transfer';
import { describedBy, maxHtmlLength } from '../../rich-text/door.ts';
import type { Cells } from './csv-columns.ts';
import { pieces, wholeNumber } from './number-cell.ts';
import {
  fault,
  type FileRecord,
  type OptionRecord,
  type PictureRecord,
  type ProductRecord,
  type VariantRecord,
} from './records.ts';

const optionColumns = [
  ['option1Name', 'option1Value'],
  ['option2Name', 'option2Value'],
  ['option3Name', 'option3Value'],
] as const;

const ofVariants = ['sku', 'price', 'option1Value', 'weightGrams', 'stock', 'barcode'] as const;

/**
 * The product of the rows of a table that have one handle: what it is stands in the one with its title, or else in the first of them, each of its
 * variants in one.
 */
export function productOfRows(rows: readonly Cells[], currency: StoreCurrency): FileRecord {
  const first = toldIn(rows.find(({ name = '' }) => name !== '') ?? rows[0] ?? {});
  const slug = first.slug ?? '';
  if (slug === '') return fault('', 'Please give the handle of the product.');
  const html = first.description ?? '';
  if (html.length > maxHtmlLength)
    return fault(slug, `The description is longer than ${maxHtmlLength} characters.`);
  const columns = optionColumnsOf(first);
  const names = columns.map(({ name }) => name);
  const own = rows.filter((row) => ofVariants.some((column) => (row[column] ?? '') !== ''));
  const faults: string[] = [];
  if (names.length === 0 && own.some((row) => optionOf(row) !== undefined))
    faults.push('Please give the names of the options in the first row of the product.');
  const tags = first.tags === undefined ? undefined : readListCell(first.tags);
  if (first.tags !== undefined && tags === undefined)
    faults.push('The tags cannot be read: a quote does not end.');
  const status = statusOf(first, faults);
  const variants = own.map((row) => variantOf(row, { columns, currency, faults }));
  const images = picturesOf(rows, faults);
  if (faults.length > 0) return fault(slug, ...faults);
  const record: ProductRecord = {
    slug,
    ...textsOf(first),
    tags,
    taxClass: first.taxClass,
    status,
    variants,
    options: optionsOf(names, variants),
    images,
  };
  return { kind: 'PRODUCTS', record };
}

/** A row without a title may have been sorted away from its product: its empty cells say nothing. */
function toldIn(row: Cells): Cells {
  return row.name === '' ? Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== '')) : row;
}

function textsOf(
  first: Cells,
): Pick<ProductRecord, 'name' | 'description' | 'descriptionHtml' | 'brand' | 'categoryNames' | 'seo'> {
  const { description, categoryPath, type, seoTitle: title, seoDescription } = first;
  const categoryNames = [categoryPath, type].filter((name) => name !== undefined && name !== '') as string[];
  return {
    name: given(first.name),
    brand: given(first.brand),
    ...(description !== undefined && saidBy(description)),
    categoryNames: categoryNames.length === 0 ? undefined : categoryNames,
    seo:
      title === undefined && seoDescription === undefined
        ? undefined
        : { title, description: seoDescription },
  };
}

/** What a cell of HTML says: with its marks, or as plain text where it has none but line breaks. */
function saidBy(html: string): Pick<ProductRecord, 'description' | 'descriptionHtml'> {
  const { description, descriptionHtml } = describedBy(html);
  return descriptionHtml === null ? { description } : { descriptionHtml };
}

/** An option, and the column that its values stand in. */
interface NamedColumn {
  readonly name: string;
  readonly column: (typeof optionColumns)[number][1];
}

/** The options that have names; a product without options has one called "Title", whose value is "Default Title". */
function optionColumnsOf(first: Cells): NamedColumn[] {
  const options = optionColumns
    .map(([name, column]) => ({ name: first[name] ?? '', column }))
    .filter(({ name }) => name !== '');
  const [only] = options;
  const isNone = options.length === 1 && only?.name === 'Title' && first[only.column] === 'Default Title';
  return isNone ? [] : options;
}

function optionOf({ option1Value }: Cells): string | undefined {
  return option1Value === 'Default Title' ? undefined : given(option1Value);
}

function optionsOf(names: readonly string[], variants: readonly VariantRecord[]): OptionRecord[] | undefined {
  if (names.length === 0) return undefined;
  return names.map((name, index) => {
    const values = variants.map(({ selectedOptions }) => selectedOptions?.[index]?.value ?? '');
    return { name, values: [...new Set(values)].filter((value) => value !== '').map((value) => ({ value })) };
  });
}

interface VariantReading {
  readonly columns: readonly NamedColumn[];
  readonly currency: StoreCurrency;
  readonly faults: string[];
}

function variantOf(row: Cells, { columns, currency, faults }: VariantReading): VariantRecord {
  const { price, compareAtPrice, barcode } = row;
  const money = (amount: string) => ({ amount, currencyCode: currency });
  const former =
    compareAtPrice === undefined ? undefined : compareAtPrice === '' ? null : money(compareAtPrice);
  const selectedOptions = columns.map(({ name, column }) => ({ name, value: row[column] ?? '' }));
  return {
    sku: given(row.sku),
    selectedOptions: columns.length === 0 ? undefined : selectedOptions,
    prices: given(price) === undefined ? undefined : [{ price: money(price ?? ''), compareAtPrice: former }],
    stock: pieces(row.stock, 'The inventory quantity', faults),
    weightGrams: wholeNumber(row.weightGrams, 'The weight in grams', faults),
    barcode,
    imageUrl: given(row.variantImageUrl),
  };
}

/** The pictures that rows name, by their positions where these are given. */
function picturesOf(rows: readonly Cells[], faults: string[]): PictureRecord[] | undefined {
  const pictures = rows.flatMap(({ imageUrl = '', imageAltText, imagePosition }) =>
    imageUrl === ''
      ? []
      : {
          url: imageUrl,
          altText: given(imageAltText),
          position: wholeNumber(imagePosition, 'The position of a picture', faults),
        },
  );
  if (pictures.length === 0) return undefined;
  return pictures
    .toSorted((one, other) => (one.position ?? Infinity) - (other.position ?? Infinity) || 0)
    .map(({ url, altText }) => ({ url, altText }));
}

/** Shopify's `active` without `Published` is not shown. */
function statusOf({ status, published }: Cells, faults: string[]): ProductRecord['status'] {
  const isHidden = published?.toLowerCase() === 'false';
  switch (status?.toLowerCase() ?? '') {
    case '':
      return published === undefined || published === '' ? undefined : isHidden ? 'DRAFT' : 'PUBLISHED';
    case 'active':
      return isHidden ? 'DRAFT' : 'PUBLISHED';
    case 'draft':
    case 'unlisted':
      return 'DRAFT';
    case 'archived':
      return 'ARCHIVED';
    default:
      faults.push('The status has to be active, draft or archived.');
      return undefined;
  }
}

function given(cell: string | undefined): string | undefined {
  return cell === '' ? undefined : cell;
}
