/**
 * How many products one choice would leave. A `category` is the id of the one that a product is in, a `rating` a step of
 * `ratingSteps`, a `price` a number of `priceStep`, an `option` an option's name and value in one.
 */
export interface FacetCount {
  readonly facet: 'category' | 'brand' | 'tag' | 'rating' | 'availability' | 'price' | 'option';
  readonly value: string;
  readonly count: number;
}
