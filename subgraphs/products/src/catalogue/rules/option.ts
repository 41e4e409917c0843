/** One thing that variants differ by, with its values in the order of the product page: `Size` with `S`, `M`. Narrows a column. @public */
export interface ProductOption {
  readonly name: string;
  readonly values: string[];
  /** Of the values that have one; left out where none has. */
  readonly swatches?: readonly OptionSwatch[];
}

/** What a value looks like: `Navy` with `#1f2a44`. */
export interface OptionSwatch {
  readonly value: string;
  /** `#rrggbb`, in lower case. */
  readonly color: string;
}

/** One option with the value that a variant has: `Size` with `M`. */
export interface SelectedOption {
  readonly name: string;
  readonly value: string;
}
