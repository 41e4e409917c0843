/**
 * How many products one choice would leave. A `category` is the id of the one that a product is in, a `rating` a step of
 * `ratingSteps`, a `price` a number of `priceStep`, an `option` an option's name and value in one, an `attribute` a key and a value
 * in one, and a `size` how many products a facet was
 * counted over; its value is the facet's code, or empty for all facets in which nothing is chosen.
 */
export interface FacetCount {
  readonly facet:
    'category' | 'brand' | 'tag' | 'rating' | 'availability' | 'price' | 'option' | 'attribute' | 'size';
  readonly value: string;
  readonly count: number;
}
