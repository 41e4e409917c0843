import { toDecimal, type StoreCurrency } from '@cartwright/money';
import { xmlElement } from './xml.ts';

/** A variant as merchants' programs are told of it. */
export interface MerchantItem {
  readonly variantId: string;
  readonly productId: string;
  /** Of the product, and of the variant within it. */
  readonly name: string;
  readonly variantTitle: string;
  readonly description: string;
  readonly brand: string;
  readonly sku: string;
  /** A GTIN; null for none. */
  readonly barcode: string | null;
  /** 0 where it is not known. */
  readonly weightGrams: number;
  readonly currency: StoreCurrency;
  readonly amountMinor: number;
  /** The former, higher price; null for none. */
  readonly compareAtMinor: number | null;
  readonly isAvailable: boolean;
  readonly url: string;
  readonly imageUrl: string | null;
  /** The names of its categories, from the top. */
  readonly categoryNames: readonly string[];
}

/** The lengths that Google takes (https://support.google.com/merchants/answer/7052112). */
const maxLengths = { title: 150, description: 5_000, brand: 70, productType: 750 };

/** The beginning and the end of a feed (RSS 2.0 with Google's namespace). */
export const feedFrame = (shopName: string, shopUrl: string) => ({
  head: `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">
<channel>${xmlElement('title', shopName)}${xmlElement('link', shopUrl)}${xmlElement('description', shopName)}
`,
  foot: '</channel>\n</rss>\n',
});

/** A variant as an item of the feed. */
export function feedItem(item: MerchantItem): string {
  const { variantTitle, name, description, brand, sku, barcode, weightGrams, imageUrl } = item;
  const title = variantTitle === '' ? name : `${name} – ${variantTitle}`;
  const elements = [
    xmlElement('g:id', item.variantId),
    xmlElement('g:item_group_id', item.productId),
    xmlElement('g:title', cut(title, maxLengths.title)),
    xmlElement('g:description', cut(description === '' ? name : description, maxLengths.description)),
    xmlElement('g:link', item.url),
    imageUrl === null ? '' : xmlElement('g:image_link', imageUrl),
    xmlElement('g:availability', item.isAvailable ? 'in_stock' : 'out_of_stock'),
    ...prices(item),
    brand === '' ? '' : xmlElement('g:brand', cut(brand, maxLengths.brand)),
    barcode === null ? xmlElement('g:mpn', sku) : xmlElement('g:gtin', barcode),
    weightGrams === 0 ? '' : xmlElement('g:shipping_weight', `${weightGrams} g`),
    xmlElement('g:condition', 'new'),
    xmlElement('g:product_type', cut(item.categoryNames.join(' > '), maxLengths.productType)),
  ];
  return `<item>${elements.join('')}</item>\n`;
}

/** A price that is reduced is the sale price beside the former one. */
function prices({ currency, amountMinor, compareAtMinor }: MerchantItem): string[] {
  const money = (minor: number) => `${toDecimal(minor, currency)} ${currency}`;
  return compareAtMinor === null
    ? [xmlElement('g:price', money(amountMinor))]
    : [xmlElement('g:price', money(compareAtMinor)), xmlElement('g:sale_price', money(amountMinor))];
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
