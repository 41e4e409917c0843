/** One thing that variants differ by, with its values in the order of the product page: `Size` with `S`, `M`. Narrows a column. @public */
export interface ProductOption {
  readonly name: string;
  readonly values: string[];
}

/** One option with the value that a variant has: `Size` with `M`. */
export interface SelectedOption {
  readonly name: string;
  readonly value: string;
}
