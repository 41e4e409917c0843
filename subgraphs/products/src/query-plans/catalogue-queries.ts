import type { StatementSample } from '@cartwright/database';
import {
  countProducts,
  readProductPage,
  type ProductFilter,
  type ProductOrderName,
} from '../listing/door.ts';
import { readOffered } from '../search-terms/door.ts';
import {
  brandsThatBegin,
  collectionsNamed,
  countFacets,
  findsAnything,
  readFoundPriceRange,
  readSuggestions,
  readTypedText,
  readUnknownWords,
} from '../search/door.ts';
import type { Tables } from '../tables.ts';
import { listTasks } from '../translations/door.ts';
import type { TypicalValues } from './repository.ts';

/** What buyers ask a catalogue for, by name. */
export type CatalogueQueries = Readonly<Record<string, StatementSample<Tables>>>;

/** The queries that buyers send most, with values that the catalogue has. */
export function catalogueQueries(values: TypicalValues): CatalogueQueries {
  return { ...lists(values), ...searches(values), ...words(values), ...staffLists };
}

const toTranslate = { table: 'products', language: 'de', states: ['MISSING', 'OUTDATED'] } as const;
const staffLists: CatalogueQueries = {
  'what is to be translated': (tx) =>
    listTasks(tx, toTranslate, { size: 21, after: null, direction: 'forward' }),
  'what is to be translated anew': (tx) =>
    listTasks(tx, { ...toTranslate, states: ['OUTDATED'] }, { size: 21, after: null, direction: 'forward' }),
};

const offer = { currency: 'EUR' } as const;

function lists({ categoryId, brand, priceMinor }: TypicalValues): CatalogueQueries {
  const categoryIds = [categoryId];
  const aboutPrice = { offer: { ...offer, price: { minMinor: priceMinor, maxMinor: priceMinor + 500 } } };
  return {
    'all, the newest first': page({ offer }, 'NEWEST'),
    'all by price': page({ offer }, 'PRICE_ASC'),
    'all by rating': page({ offer }, 'RATING'),
    'all by what sells best': page({ offer }, 'BEST_SELLING'),
    'all by name': page({ offer }, 'NAME'),
    'a category, the newest first': page({ categoryIds, offer }, 'NEWEST'),
    'a category by price': page({ categoryIds, offer }, 'PRICE_ASC'),
    'a category by rating': page({ categoryIds, offer }, 'RATING'),
    'a category by what sells best': page({ categoryIds, offer }, 'BEST_SELLING'),
    'a brand': page({ brands: [brand], offer }, 'NEWEST'),
    'at a price': page(aboutPrice, 'NEWEST'),
    'in stock by price': page({ offer: { ...offer, availableForSale: true } }, 'PRICE_ASC'),
    'how many there are': (tx) => countProducts(tx, { filter: { offer }, order: 'NEWEST' }),
    'how many at a price': (tx) => countProducts(tx, { filter: aboutPrice, order: 'NEWEST' }),
  };
}

function searches({ categoryId, commonWord, rareWord, priceMinor }: TypicalValues): CatalogueQueries {
  const common = { tsquery: quoted(commonWord), offer };
  const rare = { tsquery: quoted(rareWord), offer };
  const category = { categoryIds: [categoryId], offer };
  const inStock = { ...offer, availableForSale: true } as const;
  const cheap = { ...inStock, price: { minMinor: null, maxMinor: priceMinor } };
  return {
    'a common word': page(common, 'RELEVANCE'),
    'a common word by price': page(common, 'PRICE_ASC'),
    'a common word in stock by price': page({ ...common, offer: inStock }, 'PRICE_ASC'),
    'a rare word': page(rare, 'RELEVANCE'),
    'facets of all': (tx) => countFacets(tx, { offer }),
    'facets of a category': (tx) => countFacets(tx, category),
    'facets of a common word': (tx) => countFacets(tx, common),
    'facets of a cheap common word in stock': (tx) => countFacets(tx, { ...common, offer: cheap }),
    'facets of a rare word': (tx) => countFacets(tx, rare),
    'the prices of a category': (tx) => readFoundPriceRange(tx, category),
    'the prices of a common word': (tx) => readFoundPriceRange(tx, common),
  };
}

function words({ commonWord, rareWord, brand }: TypicalValues): CatalogueQueries {
  return {
    'what a text means': (tx) => readTypedText(tx, { typed: `${commonWord} ${rareWord}`, language: 'de' }),
    'what an unknown word means': (tx) => readUnknownWords(tx, { words: [`${rareWord}qx`], language: 'de' }),
    'whether words are together': (tx) => findsAnything(tx, `${quoted(commonWord)} & ${quoted(rareWord)}`),
    'suggestions for a common word': (tx) => readSuggestions(tx, quoted(commonWord), 8),
    'suggestions for a rare word': (tx) => readSuggestions(tx, quoted(rareWord), 8),
    'suggested brands': (tx) => brandsThatBegin(tx, brand.slice(0, 1), 8),
    'suggested collections': (tx) => collectionsNamed(tx, [commonWord]),
    'what others have searched for': (tx) =>
      readOffered(tx, { typed: commonWord.slice(0, 2), language: 'en' }, 8),
  };
}

function page(filter: ProductFilter, order: ProductOrderName): StatementSample<Tables> {
  return (tx) => readProductPage(tx, { filter, order }, { after: null, direction: 'forward', limit: 21 });
}

function quoted(lexeme: string): string {
  return `'${lexeme.replaceAll("'", "''")}'`;
}
