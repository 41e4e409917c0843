/** How far an import has come. */
export type ImportStatus = 'WAITING' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELLED';

/** What came of a product, a price or a stock level of a file. */
export type LineOutcome = 'CREATED' | 'UPDATED' | 'UNCHANGED' | 'FAILED';

/** Whether nothing will happen to an import any more. */
export function isOver(status: ImportStatus): boolean {
  return status !== 'WAITING' && status !== 'RUNNING';
}
