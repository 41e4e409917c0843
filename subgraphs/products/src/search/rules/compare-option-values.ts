import { compareText } from '@cartwright/languages';
import type { FacetValue } from './facet.ts';

const sizes = ['XXS', 'XS', 'S', 'M', 'L', 'XL', 'XXL', '3XL', '4XL'];

/** Orders values of an option: clothing sizes by size, whatever they are called, the rest as people sort what they read. */
export function compareOptionValues(a: LabelledValue, b: LabelledValue): number {
  const [sizeA, sizeB] = [sizes.indexOf(a.value), sizes.indexOf(b.value)];
  return sizeA >= 0 && sizeB >= 0 ? sizeA - sizeB : compareText(a.label, b.label);
}

type LabelledValue = Pick<FacetValue, 'value' | 'label'>;
