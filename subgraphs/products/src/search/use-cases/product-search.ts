import type { ConnectionArguments } from '@cartwright/graph';
import type { Language } from '@cartwright/languages';
import type { CatalogueLoaders, CategoryTree } from '../../catalogue/door.ts';
import type { ProductChoice, ProductOrderName } from '../../listing/door.ts';
import type { AttributeDefinition } from '../../product-types/door.ts';
import type { IndexedSettings } from '../../search-settings/door.ts';
import type { Searched } from '../../search-terms/door.ts';
import type { Spelling } from '../ports.ts';

/** What a buyer looks for. */
export interface ProductSearch {
  /** As typed; everything when blank. */
  readonly query: string;
  readonly spelling: Spelling;
  /** What words are read in, and what facets are labelled in. */
  readonly language: Language;
  readonly choice: ProductChoice;
  readonly order: Exclude<ProductOrderName, 'IDS' | 'MANUAL'>;
  readonly page: ConnectionArguments;
  /** Reads what staff keep for searches. */
  readonly settings: () => Promise<IndexedSettings>;
  /** Reads the category tree. */
  readonly categories: () => Promise<CategoryTree>;
  /** Reads the attributes that facets show. */
  readonly attributes: () => Promise<readonly AttributeDefinition[]>;
  /** What gives the products that are found. */
  readonly loaders: Pick<CatalogueLoaders, 'products' | 'variants'>;
  /** Is told of a search by a text alone once it is known what came of it. */
  readonly count: (searched: Searched) => void;
}
