type Column =
  | { readonly type: 'LongText' | 'Text' | 'ShortText' | 'Bool' | 'Int32' | 'Int64' | 'Float' }
  /** Keys of another table, which finds by them what names them. */
  | { readonly keyOf: TableName; readonly many?: true }
  /** Words with blanks between them, which a table finds by its tokens. */
  | { readonly tokensIn: TableName };

/** The tables of an index. */
export type TableName = 'products' | 'offers' | 'choices' | 'traits' | 'numbers' | 'terms' | 'tokens';

const text = { type: 'ShortText' } as const;
const integer = { type: 'Int64' } as const;
const term = { keyOf: 'terms' } as const;
const terms = { keyOf: 'terms', many: true } as const;
const words = { tokensIn: 'tokens' } as const;

/** What finds: keys alone, and words parted at blanks, since PostgreSQL has taken them apart in the language that they are of. */
const lexicons = {
  terms: { flags: 'TABLE_HASH_KEY', key_type: 'ShortText' },
  tokens: { flags: 'TABLE_PAT_KEY', key_type: 'ShortText', default_tokenizer: 'TokenDelimit' },
} as const;

/** A value that an offer has. */
const partOfOffer = {
  product: { keyOf: 'products' },
  offer: { keyOf: 'offers' },
  batch: text,
  value: term,
} as const;

/** What is found. Offers and numbers have rows of their own, so that one and the same variant meets what is asked of variants. */
const columns = {
  products: {
    nameKey: { type: 'Text' },
    nameOrder: { type: 'Text' },
    nameTokens: { type: 'LongText' },
    wordsA: words,
    wordsB: words,
    wordsC: words,
    wordsD: words,
    categoryId: term,
    collectionIds: terms,
    brand: term,
    tags: terms,
    ratingAverage: { type: 'Float' },
    ratingOrder: integer,
    ratingCount: integer,
    createdAtMs: integer,
    inStock: { type: 'Bool' },
    salesOrder: integer,
    attributeTerms: terms,
    attributeNumbers: { keyOf: 'numbers', many: true },
    offers: { keyOf: 'offers', many: true },
  },
  offers: {
    product: { keyOf: 'products' },
    batch: text,
    currency: term,
    amountMinor: integer,
    priceStep: { type: 'Int32' },
    available: { type: 'Bool' },
    optionValues: terms,
    attributeTerms: terms,
    attributeNumbers: { keyOf: 'numbers', many: true },
  },
  // Products are counted once for a value that several of their offers have: groups do not part what a column has many of.
  choices: partOfOffer,
  traits: partOfOffer,
  numbers: { product: { keyOf: 'products' }, batch: text, name: term, number: { type: 'Float' } },
} as const satisfies Partial<Record<TableName, Record<string, Column>>>;

/** A command that makes a part of an index. */
interface Making {
  readonly name: 'table_create' | 'column_create';
  readonly arguments: Readonly<Record<string, string>>;
}

/** What makes an index, in this order. @param tableOf names its tables */
export function makingOf(tableOf: (name: TableName) => string): Making[] {
  const tables = { products: hash, offers: hash, choices: hash, traits: hash, numbers: hash, ...lexicons };
  return [
    ...(Object.keys(tables) as TableName[]).map((name) => table(tableOf(name), tables[name])),
    ...(Object.keys(columns) as (keyof typeof columns)[]).flatMap((owner) =>
      Object.entries<Column>(columns[owner]).flatMap(([name, column]) =>
        columnsOf(owner, name, column, tableOf),
      ),
    ),
  ];
}

const hash = { flags: 'TABLE_HASH_KEY', key_type: 'ShortText' } as const;

function table(name: string, given: Readonly<Record<string, string>>): Making {
  return { name: 'table_create', arguments: { name, ...given } };
}

function columnsOf(
  owner: TableName,
  name: string,
  column: Column,
  tableOf: (name: TableName) => string,
): Making[] {
  if ('type' in column) return [plain(tableOf(owner), name, 'COLUMN_SCALAR', column.type)];
  const found = 'tokensIn' in column ? column.tokensIn : column.keyOf;
  const flags = 'tokensIn' in column ? 'COLUMN_INDEX|WITH_POSITION' : 'COLUMN_INDEX';
  const held =
    'tokensIn' in column
      ? plain(tableOf(owner), name, 'COLUMN_SCALAR', 'LongText')
      : plain(tableOf(owner), name, column.many ? 'COLUMN_VECTOR' : 'COLUMN_SCALAR', tableOf(found));
  const index = plain(tableOf(found), `${owner}_${name}`, flags, tableOf(owner));
  return [held, { ...index, arguments: { ...index.arguments, source: name } }];
}

function plain(table: string, name: string, flags: string, type: string): Making {
  return { name: 'column_create', arguments: { table, name, flags, type } };
}
