import type { Readable } from 'node:stream';
import type { Parts } from '../../parts.ts';
import { findUpload, saveUpload } from '../repository/uploads.ts';
import type { DiskStorage, Reception } from '../storage/disk-storage.ts';

/** What uploads are received with. */
export interface Dependencies extends Pick<Parts, 'database' | 'now'> {
  readonly storage: DiskStorage;
}

/** What has become of bytes that somebody sent. */
export type UploadReception = Reception | 'not-expected';

/** Takes the bytes of an upload, once. */
export type ReceiveUpload = (id: string, bytes: Readable) => Promise<UploadReception>;

/** Takes the bytes of an upload that is expected, and notes that they are there. */
export function createReceiveUpload({ database, storage, now }: Dependencies): ReceiveUpload {
  return async (id, bytes) => {
    const upload = await findUpload(database.statements, id, 'anybody');
    if (upload === undefined) return 'not-expected';
    if (upload.receivedAt !== null) return 'already-received';
    const reception = await storage.receive(id, bytes, upload.byteSize);
    if (reception === 'received') await saveUpload(database.statements, id, { receivedAt: now() });
    return reception;
  };
}
