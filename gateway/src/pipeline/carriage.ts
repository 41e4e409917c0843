/** What a transport can carry. */
export interface Carriage {
  readonly streams: boolean;
  /** Whether what it runs must not change anything, as GET promises. */
  readonly isReadOnly: boolean;
}

/** The carriage of connections that take every kind of operation. */
export const everything: Carriage = { streams: true, isReadOnly: false };
