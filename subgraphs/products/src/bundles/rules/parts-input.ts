import { invalidField, type InvalidField } from '@cartwright/input';

/** What one piece of a bundle takes of another variant. */
export interface Part {
  readonly variantId: string;
  readonly quantity: number;
}

/** What has to be known of a variant that is to be a part. */
export interface PartFacts {
  readonly variantId: string;
  readonly isBundle: boolean;
  /** Of how many other bundles it is a part. */
  readonly bundles: number;
  /** Whether shoppers see it, or it is of the bundle's own product. */
  readonly isShown: boolean;
}

const maxParts = 20;
const maxQuantity = 100;
const unknown = 'There is no such variant.';
/** A sale of a part works its bundles out anew. */
const maxBundles = 100;

/** What is wrong with parts as they are given, whatever the variants are. */
export function faultsOfParts(bundleId: string, parts: readonly Part[]): InvalidField[] {
  if (parts.length > maxParts)
    return [invalidField(['parts'], 'TOO_LONG', `Please give ${maxParts} parts at most.`)];
  return parts.flatMap(({ variantId, quantity }, index) => {
    const faults: InvalidField[] = [];
    if (variantId === bundleId) faults.push(variantFault(index, 'A bundle is no part of itself.'));
    if (parts.findIndex((part) => part.variantId === variantId) < index)
      faults.push(variantFault(index, 'Please give each variant once.'));
    if (quantity < 1 || quantity > maxQuantity) {
      const path = ['parts', String(index), 'quantity'];
      faults.push(invalidField(path, 'OUT_OF_RANGE', `Please give 1 to ${maxQuantity} pieces.`));
    }
    return faults;
  });
}

/** Why variants cannot be the parts of a bundle. @param isShown whether shoppers see the bundle */
export function faultsOfVariants(
  parts: readonly Part[],
  facts: ReadonlyMap<string, PartFacts>,
  isShown: boolean,
): InvalidField[] {
  return parts.flatMap(({ variantId }, index) => {
    const message = faultOf(facts.get(variantId), isShown);
    return message === undefined ? [] : [variantFault(index, message)];
  });
}

function faultOf(facts: PartFacts | undefined, isShown: boolean): string | undefined {
  if (facts === undefined) return unknown;
  if (facts.isBundle) return 'A bundle is no part of a bundle.';
  if (facts.bundles >= maxBundles) return `It is a part of ${maxBundles} bundles already.`;
  return isShown && !facts.isShown ? 'Please publish it first: shoppers see the bundle.' : undefined;
}

/** A part that cannot be one. */
export function variantFault(index: number, message = unknown): InvalidField {
  return invalidField(['parts', String(index), 'variantId'], 'INVALID_VALUE', message);
}
