import { randomUUID } from 'node:crypto';
import type { TestViewer } from '@cartwright/testing';
import { expect } from 'vitest';
import { mutate } from './mutate.ts';
import type { TestProducts } from './start-test-products.ts';

/** Who uploads. */
export const uploader: TestViewer = { id: randomUUID(), role: 'STAFF' };

/** What a member of the staff says of a file, where it is not what one would think. */
export interface SaidOfFile {
  readonly mediaType?: string;
  readonly byteSize?: number;
}

/** Where a file may be sent. */
export interface OpenUpload {
  readonly uploadId: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A file as it is stored, or why it is not. */
export interface CompletedUpload {
  readonly __typename: string;
  readonly fault?: string;
  readonly code?: string;
  readonly file?: {
    readonly id: string;
    readonly mediaType: string;
    readonly byteSize: number;
    readonly width: number;
    readonly height: number;
  };
}

interface CreatedUpload {
  readonly uploadId: string;
  readonly upload: {
    readonly url: string;
    readonly method: string;
    readonly headers: readonly { readonly name: string; readonly value: string }[];
  };
}

/** Asks where a file may be sent. */
export async function openUpload(
  products: TestProducts,
  bytes: Buffer,
  { mediaType = 'image/jpeg', byteSize = bytes.length }: SaidOfFile = {},
): Promise<OpenUpload> {
  const created = (await mutate(products, uploader, {
    name: 'mediaUploadCreate',
    input: { filename: 'picture.jpg', mediaType, byteSize },
    selection: '... on MediaUploadCreateSuccess { uploadId upload { url method headers { name value } } }',
  })) as unknown as CreatedUpload;
  const { url, method, headers } = created.upload;
  expect(method).toBe('PUT');
  const own = url.startsWith('http://shop.example/')
    ? `${products.url}${url.slice('http://shop.example'.length)}`
    : url;
  const sent = Object.fromEntries(headers.map(({ name, value }) => [name, value]));
  return { uploadId: created.uploadId, url: own, headers: sent };
}

/** Sends the bytes of a file as a client does. */
export function send({ url, headers }: OpenUpload, bytes: Buffer): Promise<Response> {
  return fetch(url, { method: 'PUT', headers, body: new Uint8Array(bytes) });
}

/** Has a file stored that was sent. */
export async function complete(products: TestProducts, uploadId: string): Promise<CompletedUpload> {
  const result = await mutate(products, uploader, {
    name: 'mediaUploadComplete',
    input: { id: uploadId },
    selection: `... on MediaUploadCompleteSuccess { file { id mediaType byteSize width height filename } }
      ... on UploadRefusedError { fault } ... on UploadNotFoundError { uploadId }`,
  });
  return result as unknown as CompletedUpload;
}

/** Sends a file and has it stored. */
export async function upload(
  products: TestProducts,
  bytes: Buffer,
  said?: SaidOfFile,
): Promise<CompletedUpload> {
  const open = await openUpload(products, bytes, said);
  expect([200, 201]).toContain((await send(open, bytes)).status);
  return complete(products, open.uploadId);
}
