/** What normalising caches have to know of a schema. */
export interface CacheFacts {
  /** The field that identifies the objects of a type, where it is another than `id`; null where none does. */
  readonly keys: Readonly<Record<string, string | null>>;
  /** By type, its fields that are read in pages, with their arguments apart from those that say the page. */
  readonly connections: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** Fields of `Query` whose input object says the page of a connection in what they give. */
  readonly searches: Readonly<Record<string, SearchFacts>>;
  /** By type, its fields that are lists. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
}

/** The names of the object types of every interface and union. */
export type PossibleTypes = Record<string, string[]>;

/** A field whose input object says the page: by `first` and `after`, or by `last` and `before`. */
export interface SearchFacts {
  /** The argument that holds the input object. */
  readonly argument: string;
  /** The fields of the input object apart from those. */
  readonly others: readonly string[];
  /** The field of the result that is read in pages. */
  readonly connection: string;
}
