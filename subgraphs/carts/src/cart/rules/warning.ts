/** What a client may find in `Warning.code`. */
export type WarningCode =
  | 'QUANTITY_CLAMPED'
  | 'PRICE_CHANGED'
  | 'LINE_REMOVED'
  | 'LINE_LEFT_OUT'
  | 'DELIVERY_OPTION_REMOVED'
  | 'CARTS_MERGED'
  | 'CURRENCY_CHANGED'
  | 'DETAILS_REMOVED'
  | 'METAFIELDS_REMOVED';

/** Something that was adjusted on the way to success. */
export interface Warning {
  readonly code: WarningCode;
  /** A sentence for the buyer. */
  readonly message: string;
  /** The id of the line, of this cart or of the one that went into it or is copied, the code of the delivery option, or the currency. */
  readonly target: string;
}
