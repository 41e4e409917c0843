import type { GraphqlClient } from './graphql-client.ts';
import { mutate } from './mutate.ts';

/** A file that staff send. */
export interface SentFile {
  readonly filename: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** Why, for the trail. */
  readonly reason?: string;
}

interface Upload {
  readonly url: string;
  readonly method: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

/** Sends a file as a page of staff does: says what it will be, and then puts it where it is to go. @returns the id of the upload */
export function sendUpload(staff: GraphqlClient, file: SentFile): Promise<string> {
  return sendBy('mediaUploadCreate', staff, file);
}

/** Sends a photo for a review as a page of the shop does, and has it stored. @returns the id of the upload */
export async function sendReviewPhoto(customer: GraphqlClient, file: SentFile): Promise<string> {
  const id = await sendBy('reviewPhotoUploadCreate', customer, file);
  const select = '... on ReviewPhotoUploadCompleteSuccess { uploadId }';
  await mutate(customer, { name: 'reviewPhotoUploadComplete', input: { id }, select });
  return id;
}

async function sendBy(
  name: 'mediaUploadCreate' | 'reviewPhotoUploadCreate',
  sender: GraphqlClient,
  { filename, mediaType, bytes, reason }: SentFile,
): Promise<string> {
  const success =
    name === 'mediaUploadCreate' ? 'MediaUploadCreateSuccess' : 'ReviewPhotoUploadCreateSuccess';
  const { uploadId, upload } = await mutate<{ uploadId: string; upload: Upload }>(sender, {
    name,
    input: { filename, mediaType, byteSize: bytes.length, ...(reason !== undefined && { reason }) },
    select: `... on ${success} { uploadId upload { url method headers { name value } } }`,
  });
  const { url, method } = upload;
  const headers = Object.fromEntries(upload.headers.map(({ name, value }) => [name, value]));
  const { status } = await fetch(url, { method, headers, body: new Uint8Array(bytes) });
  if (status !== 201) throw new Error(`The upload of ${filename} was answered with ${status}`);
  return uploadId;
}
