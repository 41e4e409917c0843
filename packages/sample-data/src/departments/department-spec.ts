import type { Motif } from '../motifs/motif.ts';

/** An option that products of a leaf may have, and how many of its values one product takes. */
export interface OptionSpec {
  name: string;
  /** In the order in which a shop shows them. */
  values: readonly string[];
  take: readonly [min: number, max: number];
  /** Neighbours only, as with sizes. */
  neighbours?: boolean;
  /** How many percent each value costs more than the one before it. */
  stepPercent?: number;
}

/** A category that holds products, and the words and figures that they are made of. */
export interface LeafSpec {
  slug: string;
  name: string;
  description: string;
  /** Three letters at the start of every SKU. */
  code: string;
  /** How many products it gets in a round over all leaves. */
  share: number;
  motif: Motif;
  /** How the product is called; no noun may be in two leaves. */
  nouns: readonly string[];
  /** Precedes the noun, and replaces `{material}` in the sentences. */
  materials: readonly string[];
  /** `{series} {material} {noun}` unless given. */
  title?: string;
  options: readonly OptionSpec[];
  priceEuros: readonly [min: number, max: number];
  weightGrams: readonly [min: number, max: number];
  /** First sentences, with `{series}`, `{brand}` and `{material}`. */
  openings: readonly string[];
  /** Sentences that may follow. */
  details: readonly string[];
  tags: readonly string[];
}

/** A category between department and leaf. */
export interface GroupSpec {
  slug: string;
  name: string;
  description: string;
  leaves: readonly LeafSpec[];
}

/** A top category with what its products share. */
export interface DepartmentSpec {
  slug: string;
  name: string;
  description: string;
  /** Invented names. */
  brands: readonly string[];
  /** Thirty-one names of product lines: a prime number, so that pairs with nouns repeat late. */
  series: readonly string[];
  /** Last sentences. */
  closings: readonly string[];
  children: readonly (GroupSpec | LeafSpec)[];
}
