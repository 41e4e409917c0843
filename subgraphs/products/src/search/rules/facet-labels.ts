import type { Language } from '@cartwright/languages';

/** What stands above the values of a facet that every shop has, and in place of yes and no. */
export interface FacetLabels {
  readonly category: string;
  readonly brand: string;
  readonly price: string;
  readonly rating: string;
  readonly availability: string;
  readonly tag: string;
  readonly yes: string;
  readonly no: string;
  readonly inStock: string;
  readonly outOfStock: string;
  /** Above so many stars, and with them. */
  readonly andUp: (stars: number) => string;
}

/** In each language of the shop. */
export const labelsIn: Readonly<Record<Language, FacetLabels>> = {
  en: {
    category: 'Category',
    brand: 'Brand',
    price: 'Price',
    rating: 'Rating',
    availability: 'Availability',
    tag: 'Tag',
    yes: 'Yes',
    no: 'No',
    inStock: 'In stock',
    outOfStock: 'Out of stock',
    andUp: (stars) => `${stars} and up`,
  },
  de: {
    category: 'Kategorie',
    brand: 'Marke',
    price: 'Preis',
    rating: 'Bewertung',
    availability: 'Verfügbarkeit',
    tag: 'Schlagwort',
    yes: 'Ja',
    no: 'Nein',
    inStock: 'Auf Lager',
    outOfStock: 'Ausverkauft',
    andUp: (stars) => `ab ${stars}`,
  },
};
