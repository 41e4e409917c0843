import { message, productTraitsChanged, type DataOf, type OutgoingMessage } from '@cartwright/events';
import { boundTraits } from './rules/bound-traits.ts';

/** The messages that this room sends. */
export const publishes = [productTraitsChanged];

/** What promotions select a product by and taxes are looked up by. Narrows a column. @public */
export type Traits = Omit<DataOf<typeof productTraitsChanged>, 'productId' | 'version'>;

/** What is told of a product from now on; `version` is this message's alone. */
export interface ToldTraits {
  readonly productId: string;
  readonly version: number;
  readonly traits: Traits;
}

/** Tells what a product is selected and taxed by, without attributes that would be too much for a message. */
export function traitsMessage({ productId, version, traits }: ToldTraits): OutgoingMessage {
  return message(productTraitsChanged, { productId, version, ...boundTraits(traits) });
}
