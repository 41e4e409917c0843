const words = { type: 'text', analyzer: 'whitespace', norms: false } as const;
const keyword = { type: 'keyword' } as const;
const numbers = { type: 'nested', properties: { key: keyword, number: { type: 'double' } } } as const;

/**
 * What an index is made with. PostgreSQL has taken words apart in the language that they are of, so that they are only parted at blanks here;
 * offers are nested, so that one and the same variant meets what is asked of variants.
 */
export const indexBody = {
  settings: { index: { number_of_shards: 1, auto_expand_replicas: '0-1', refresh_interval: '1s' } },
  mappings: {
    dynamic: 'strict',
    properties: {
      id: keyword,
      nameKey: keyword,
      nameOrder: keyword,
      words: { properties: { A: words, B: words, C: words, D: words } },
      categoryId: keyword,
      collectionIds: keyword,
      brand: keyword,
      tags: keyword,
      ratingAverage: { type: 'double' },
      ratingCount: { type: 'integer' },
      createdAtMs: { type: 'long' },
      inStock: { type: 'boolean' },
      salesScore: { type: 'double' },
      attributeTerms: keyword,
      attributeNumbers: numbers,
      offers: {
        type: 'nested',
        properties: {
          currency: keyword,
          amountMinor: { type: 'long' },
          priceStep: { type: 'integer' },
          available: { type: 'boolean' },
          optionValues: keyword,
          attributeTerms: keyword,
          attributeNumbers: numbers,
        },
      },
    },
  },
} as const;
