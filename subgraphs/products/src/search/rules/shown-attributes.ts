/** The keys of attributes that facets show. */
export interface ShownAttributes {
  readonly keys: readonly string[];
  /** Those of them that are of variants, in any product type. */
  readonly ofVariants: readonly string[];
}

/** What facets show where they show no attribute. */
export const noAttributes: ShownAttributes = { keys: [], ofVariants: [] };
