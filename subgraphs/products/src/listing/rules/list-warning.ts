/** What a list was asked for in vain. */
export interface ListWarning {
  readonly code:
    | 'UNKNOWN_CATEGORY'
    | 'UNKNOWN_COLLECTION'
    | 'UNKNOWN_BRAND'
    | 'UNKNOWN_TAG'
    | 'UNKNOWN_OPTION'
    | 'UNKNOWN_OPTION_VALUE'
    | 'UNKNOWN_ATTRIBUTE'
    | 'PRODUCT_NOT_FOUND';
  readonly message: string;
  /** The value as it was asked for. */
  readonly target: string;
}
