import {
  invalidField,
  invalidInput,
  optionalText,
  readInput,
  text,
  type InvalidField,
  type ReadInput,
} from '@cartwright/input';
import { z } from 'zod';
import type { MediaFile } from '../../media/door.ts';
import { namingFaults } from './naming-faults.ts';

/** A document that a product is to have, as staff say it. */
export interface DocumentInput {
  readonly documentId?: string | null | undefined;
  readonly mediaId?: string | null | undefined;
  readonly title: string;
}

/** The same, checked: one of the ids is null. */
export type WantedDocument = Readonly<Record<'documentId' | 'mediaId', string | null>> & {
  readonly title: string;
};

/** A document of a product, as it is stored. */
export interface ListedDocument {
  readonly id: string;
  readonly productId: string;
  readonly mediaId: string;
  readonly title: string;
  readonly position: number;
}

const id = z
  .string()
  .nullish()
  .transform((given) => given ?? null);
const schema = z.object({
  documents: z.array(z.object({ documentId: id, mediaId: id, title: text(200) })),
  reason: optionalText(500),
});

/** Checks that each document is named in one way, and none twice. */
export function readDocuments(input: {
  readonly documents: readonly DocumentInput[];
  readonly reason?: string | null | undefined;
}): ReadInput<{ readonly documents: readonly WantedDocument[]; readonly reason: string | null }> {
  const read = readInput(schema, input);
  if (read.kind === 'invalid-input') return read;
  const faults = namingFaults('documents', 'documentId', read.value.documents);
  return faults.length > 0 ? invalidInput(...faults) : read;
}

/** What a product's documents are made from. */
export interface DocumentListParts {
  readonly productId: string;
  /** Those that it has. */
  readonly present: readonly ListedDocument[];
  /** What was uploaded, of the ids that were given. */
  readonly files: readonly MediaFile[];
  readonly newId: () => string;
}

/** What becomes of a product's documents. */
export interface DocumentPlan {
  readonly documents: readonly ListedDocument[];
  readonly removed: readonly ListedDocument[];
}

/** Puts the documents that a product is to have in the place of those that it has; what stays keeps its id, and so its address. */
export function planDocuments(
  wanted: readonly WantedDocument[],
  parts: DocumentListParts,
): ReadInput<DocumentPlan> {
  const planned = wanted.map((one, position) => place(one, position, parts));
  const faults = planned.filter((one): one is InvalidField => 'code' in one);
  if (faults.length > 0) return invalidInput(...faults);
  const documents = planned.filter((one): one is ListedDocument => !('code' in one));
  const kept = new Set(documents.map((one) => one.id));
  return { kind: 'valid', value: { documents, removed: parts.present.filter((one) => !kept.has(one.id)) } };
}

function place(
  { documentId, mediaId, title }: WantedDocument,
  position: number,
  { productId, present, files, newId }: DocumentListParts,
): ListedDocument | InvalidField {
  if (documentId !== null) {
    const document = present.find((one) => one.id === documentId);
    return document === undefined ? missing(position, 'documentId') : { ...document, title, position };
  }
  const file = files.find((one) => one.id === mediaId && one.mediaType === 'application/pdf');
  return file === undefined
    ? missing(position, 'mediaId')
    : { id: newId(), productId, mediaId: file.id, title, position };
}

function missing(position: number, field: 'documentId' | 'mediaId'): InvalidField {
  const message =
    field === 'documentId' ? 'The product has no such document.' : 'No such document has been uploaded.';
  return invalidField(['documents', String(position), field], 'INVALID_VALUE', message);
}
