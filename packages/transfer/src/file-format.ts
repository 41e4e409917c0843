/** How a file is written. */
export type FileFormat = 'CSV' | 'JSONL';

/** The media types of the formats. */
export const mediaTypeOf: Readonly<Record<FileFormat, string>> = {
  CSV: 'text/csv',
  JSONL: 'application/jsonl',
};
