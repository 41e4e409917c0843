import type { StoreCurrency } from '@cartwright/money';
import { readListCell } from '@cartwright/transfer';
import type { Cells } from './csv-columns.ts';
import { textOfHtml } from './html-text.ts';
import {
  fault,
  type FileRecord,
  type OptionRecord,
  type ProductRecord,
  type VariantRecord,
} from './records.ts';

const optionColumns = [
  ['option1Name', 'option1Value'],
  ['option2Name', 'option2Value'],
  ['option3Name', 'option3Value'],
] as const;

const ofVariants = ['sku', 'price', 'option1Value', 'weightGrams', 'stock', 'barcode'] as const;

/** The product of the rows of a table that have one handle: what it is stands in the first of them, each of its variants in one. */
export function productOfRows(rows: readonly Cells[], currency: StoreCurrency): FileRecord {
  const [first = {}] = rows;
  const slug = first.slug ?? '';
  if (slug === '') return fault('', 'Please give the handle of the product.');
  const names = optionNames(first);
  const own = rows.filter((row) => ofVariants.some((column) => (row[column] ?? '') !== ''));
  const faults: string[] = [];
  if (names.length === 0 && own.some((row) => optionOf(row) !== undefined))
    faults.push('Please give the names of the options in the first row of the product.');
  const tags = first.tags === undefined ? undefined : readListCell(first.tags);
  if (first.tags !== undefined && tags === undefined)
    faults.push('The tags cannot be read: a quote does not end.');
  const status = statusOf(first, faults);
  const variants = own.map((row) => variantOf(row, { names, currency, faults }));
  if (faults.length > 0) return fault(slug, ...faults);
  const record: ProductRecord = {
    slug,
    ...textsOf(first),
    tags,
    status,
    variants,
    options: optionsOf(names, variants),
  };
  return { kind: 'PRODUCTS', record };
}

function textsOf(
  first: Cells,
): Pick<ProductRecord, 'name' | 'description' | 'brand' | 'categoryNames' | 'seo'> {
  const { description, categoryPath, type, seoTitle: title, seoDescription } = first;
  const categoryNames = [categoryPath, type].filter((name) => name !== undefined && name !== '') as string[];
  return {
    name: given(first.name),
    brand: given(first.brand),
    description: description === undefined ? undefined : textOfHtml(description),
    categoryNames: categoryNames.length === 0 ? undefined : categoryNames,
    seo:
      title === undefined && seoDescription === undefined
        ? undefined
        : { title, description: seoDescription },
  };
}

/** The names of the options; a product without options has one called "Title", whose value is "Default Title". */
function optionNames(first: Cells): string[] {
  const names = optionColumns.map(([name]) => first[name] ?? '').filter((name) => name !== '');
  return names.length === 1 && names[0] === 'Title' && first.option1Value === 'Default Title' ? [] : names;
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
  readonly names: readonly string[];
  readonly currency: StoreCurrency;
  readonly faults: string[];
}

function variantOf(row: Cells, { names, currency, faults }: VariantReading): VariantRecord {
  const { price, compareAtPrice, barcode } = row;
  const money = (amount: string) => ({ amount, currencyCode: currency });
  const former =
    compareAtPrice === undefined ? undefined : compareAtPrice === '' ? null : money(compareAtPrice);
  const selectedOptions = names.map((name, index) => {
    const [, column] = optionColumns[index] ?? optionColumns[0];
    return { name, value: row[column] ?? '' };
  });
  return {
    sku: given(row.sku),
    selectedOptions: names.length === 0 ? undefined : selectedOptions,
    prices: given(price) === undefined ? undefined : [{ price: money(price ?? ''), compareAtPrice: former }],
    stock: wholeNumber(row.stock, 'The inventory quantity', faults),
    weightGrams: wholeNumber(row.weightGrams, 'The weight in grams', faults),
    barcode,
  };
}

/** A whole number that a cell holds; undefined for an empty one. */
export function wholeNumber(cell: string | undefined, name: string, faults: string[]): number | undefined {
  if (cell === undefined || cell === '') return undefined;
  if (/^\d{1,9}(?:\.0+)?$/.test(cell)) return Number(cell);
  faults.push(`${name} is no whole number: ${cell.slice(0, 40)}`);
  return undefined;
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
