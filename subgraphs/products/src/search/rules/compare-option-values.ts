import { compareText } from '@cartwright/languages';

const sizes = ['XXS', 'XS', 'S', 'M', 'L', 'XL', 'XXL', '3XL', '4XL'];

/** Orders values of an option: clothing sizes by size, the rest as people sort. */
export function compareOptionValues(a: string, b: string): number {
  const [sizeA, sizeB] = [sizes.indexOf(a), sizes.indexOf(b)];
  return sizeA >= 0 && sizeB >= 0 ? sizeA - sizeB : compareText(a, b);
}
