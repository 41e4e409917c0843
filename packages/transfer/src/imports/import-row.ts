import type { ImportStatus, LineOutcome } from './import-status.ts';

/** What every table of imports has: a file that is worked line by line, and how far. */
export interface ImportRow {
  readonly id: string;
  /** Nothing is to be changed. */
  readonly isDryRun: boolean;
  /** EXPECTED where the file has not come. */
  readonly status: ImportStatus | 'EXPECTED';
  /** The last line of the file that was worked, from 1: work goes on behind it. */
  readonly linesRead: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly failed: number;
  readonly ignoredColumns: readonly string[];
  /** Why the file could not be read to its end. */
  readonly failure: string | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  /** Who works on it, and until when nobody else does. */
  readonly leaseId: string | null;
  readonly leasedUntil: Date | null;
  /** How often work has begun since it last came on. */
  readonly attempts: number;
  /** Rises with each change. */
  readonly version: number;
}

/** What every table of their lines has. */
export interface ImportLineRow {
  readonly importId: string;
  /** Where it begins in the file, from 1. */
  readonly line: number;
  readonly outcome: LineOutcome;
  /** What it is about, as the file has it. */
  readonly subject: string;
  readonly messages: readonly string[];
}

/** Which lines of which import. */
export interface LinesOfImport {
  readonly importId: string;
  /** Null for all. */
  readonly outcomes: readonly LineOutcome[] | null;
}

/** Who works on imports, and until when nobody else does. */
export interface Lease {
  readonly leaseId: string;
  readonly now: Date;
  readonly leasedUntil: Date;
}
