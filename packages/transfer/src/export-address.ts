import { hashOpaqueToken, newOpaqueToken } from '@cartwright/identity';

/** Where a file may be fetched, and until when. */
export interface ExportAddress {
  /** For whoever asked; whoever knows it may fetch the file. */
  readonly url: string;
  /** What is stored of it. */
  readonly tokenSha256: string;
  readonly expiresAt: Date;
}

/** For so long the file may be fetched; who is slower asks again. */
const validMs = 60 * 60 * 1_000;

/** A new address of a file, good for an hour. `path` is where `serveExports` serves it. */
export function newExportAddress({
  publicUrl,
  path,
  now,
}: {
  readonly publicUrl: string;
  readonly path: string;
  readonly now: Date;
}): ExportAddress {
  const token = newOpaqueToken();
  return {
    url: `${publicUrl}${path}?token=${token}`,
    tokenSha256: hashOpaqueToken(token),
    expiresAt: new Date(now.getTime() + validMs),
  };
}
