/** How large an operation may be, on every transport. */
export interface OperationLimits {
  /** Lexical tokens of the document. */
  readonly maxTokens: number;
  /** Nesting of fields, fragments expanded. */
  readonly maxDepth: number;
  /** Aliases, fragments expanded. */
  readonly maxAliases: number;
  readonly maxRootMutations: number;
  /** Fields, inline fragments and spreads, fragments expanded. */
  readonly maxSelections: number;
  /** Estimated number of objects that the answer may have. See `estimateCost`. */
  readonly maxCost: number;
  /** Largest `first` or `last`. */
  readonly maxPageSize: number;
}
