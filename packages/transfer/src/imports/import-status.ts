/** How far an import has come. */
export type ImportStatus = 'WAITING' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELLED';

/** What came of an entry of a file. */
export type LineOutcome = 'CREATED' | 'UPDATED' | 'UNCHANGED' | 'FAILED';

/** Whether nothing will happen to an import any more. */
export function isOver(status: string): boolean {
  return status === 'COMPLETED' || status === 'FAILED' || status === 'CANCELLED';
}
