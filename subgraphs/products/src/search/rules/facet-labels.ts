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
  },
};
