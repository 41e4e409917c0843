import { readReason, recordStaffAction } from '@cartwright/audit';
import { isId } from '@cartwright/graph';
import type { InvalidInput } from '@cartwright/input';
import type { StoreCurrency } from '@cartwright/money';
import { mediaTypeOf, type FileFormat } from '@cartwright/transfer';
import { readTree } from '../../catalogue/door.ts';
import { findUpload, keepUpload, uploadKey, type MediaStorage } from '../../media/door.ts';
import type { Parts } from '../../parts.ts';
import { insertImport, type ProductImport } from '../repository/imports.ts';
import { fileCurrency, type FileContent } from '../rules/file-content.ts';

/** What imports are begun with; no storage where the store takes no files. */
export interface Dependencies extends Pick<Parts, 'database' | 'messaging' | 'newId' | 'now'> {
  readonly storage: MediaStorage | undefined;
  /** Has the work begin at once. */
  readonly wake: () => void;
}

/** A file that was sent, and what is to be made of it. */
export interface CreateImport {
  readonly staffId: string;
  readonly maySetPrices: boolean;
  readonly uploadId: string;
  readonly content: FileContent;
  readonly currency?: StoreCurrency | null | undefined;
  readonly categoryId?: string | null | undefined;
  readonly isDryRun?: boolean | null | undefined;
  readonly reason?: string | null | undefined;
}

/** What came of it. */
export type CreateImportOutcome =
  | { readonly kind: 'created'; readonly import: ProductImport }
  | { readonly kind: 'upload-not-found' }
  | { readonly kind: 'refused'; readonly fault: 'NOT_ARRIVED' | 'WRONG_SIZE' | 'WRONG_TYPE' }
  | { readonly kind: 'category-not-found'; readonly categoryId: string }
  | InvalidInput;

/** So long after its beginning an import can still be worked, and begun again. */
const keptMs = 7 * 24 * 60 * 60 * 1_000;

/** Has a file worked line by line, with an entry in the audit trail; what each line changes has an entry of its own. */
export async function createImport(
  { database, messaging, storage, wake, newId, now }: Dependencies,
  { staffId, maySetPrices, uploadId, content, ...input }: CreateImport,
): Promise<CreateImportOutcome> {
  const why = readReason(input.reason);
  if (why.kind === 'invalid-input') return why;
  const categoryId = input.categoryId ?? null;
  if (categoryId !== null && (await readTree(database.statements)).get(categoryId) === null)
    return { kind: 'category-not-found', categoryId };
  const upload = isId(uploadId) ? await findUpload(database.statements, uploadId) : undefined;
  if (upload === undefined || storage === undefined) return { kind: 'upload-not-found' };
  const format = formatOf(upload.mediaType);
  if (format === undefined) return { kind: 'refused', fault: 'WRONG_TYPE' };
  const size = await storage.size(uploadKey(uploadId));
  if (size !== upload.byteSize)
    return { kind: 'refused', fault: size === null ? 'NOT_ARRIVED' : 'WRONG_SIZE' };
  const [id, createdAt] = [newId(), now()];
  const currency = fileCurrency(input.currency);
  const file = { content, format, currency, isDryRun: input.isDryRun ?? false };
  const { filename, byteSize } = upload;
  const row = {
    ignoredColumns: [],
    id,
    uploadId,
    filename,
    byteSize,
    ...file,
    categoryId,
    maySetPrices,
    staffId,
    ...why.value,
    createdAt,
  };
  const stored = await messaging.transact(async (tx, send) => {
    await keepUpload(tx, uploadId, new Date(createdAt.getTime() + keptMs));
    const inserted = await insertImport(tx, row);
    const action = { staffId, operation: 'productImportCreate', target: id, ...why.value, at: createdAt };
    await recordStaffAction(
      'products',
      { tx, send },
      { ...action, before: null, after: { uploadId, filename, ...file } },
    );
    return inserted;
  });
  wake();
  return { kind: 'created', import: stored };
}

function formatOf(mediaType: string): FileFormat | undefined {
  return (['CSV', 'JSONL'] as const).find((format) => mediaTypeOf[format] === mediaType);
}
