/** The way from the root of an answer to one of its values: response keys, and indexes of lists. */
export type ResponsePath = readonly (string | number)[];
