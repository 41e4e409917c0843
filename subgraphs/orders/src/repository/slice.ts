/** A place in a list that is sorted by an instant, then by id. */
export interface Position {
  readonly at: Date;
  readonly id: string;
}

/** Which part of a list: `size` rows that come after `after`. */
export interface Slice {
  readonly size: number;
  readonly after: Position | null;
}
