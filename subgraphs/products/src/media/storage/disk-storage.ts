import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { link, mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PathSigner } from '../path-signer.ts';
import type { ExpectedUpload, MediaStorage, StoredPart, UploadRequest } from '../ports.ts';
import { maxUploadBytes } from '../rules/media-type.ts';
import { uploadKey } from '../rules/storage-key.ts';
import { isMissing, trimDirectory } from '../trim-directory.ts';
import { exactly, WrongLengthError } from './exactly.ts';

/** Where files are, and where clients send them. */
export interface DiskStorageOptions {
  /** Created when it is missing; all replicas share it. */
  readonly directory: string;
  readonly signer: PathSigner;
  /** The store's address, as clients reach it. */
  readonly publicUrl: string;
}

/** What has become of the bytes of an upload. */
export type Reception = 'received' | 'wrong-length' | 'already-received';

/** Keeps files below a directory. Clients send theirs to products itself, at addresses that it has signed. */
export class DiskStorage implements MediaStorage {
  readonly #options: DiskStorageOptions;

  constructor(options: DiskStorageOptions) {
    this.#options = options;
  }

  requestFor({ id, mediaType, expiresAt }: ExpectedUpload): Promise<UploadRequest> {
    const { publicUrl, signer } = this.#options;
    const url = `${publicUrl}${signer.uploadPathOf(id, expiresAt)}`;
    return Promise.resolve({ url, headers: [{ name: 'content-type', value: mediaType }] });
  }

  /** Takes the bytes of an upload, of exactly that length, once. What is far too long is not read to its end. */
  async receive(uploadId: string, bytes: Readable, byteSize: number): Promise<Reception> {
    const file = this.#fileOf(uploadKey(uploadId));
    const unfinished = await unfinishedFor(file);
    try {
      await pipeline(
        bytes,
        exactly(byteSize, { readOn: maxUploadBytes }),
        createWriteStream(unfinished, { flush: true }),
      );
      await link(unfinished, file); // unlike a renaming, it replaces nothing
      return 'received';
    } catch (error) {
      if (error instanceof WrongLengthError || hasLeft(error)) return 'wrong-length';
      if (isTaken(error)) return 'already-received';
      throw error;
    } finally {
      await rm(unfinished, { force: true });
    }
  }

  async size(key: string): Promise<number | null> {
    return orNull(async () => (await stat(this.#fileOf(key))).size);
  }

  async read(key: string, part?: StoredPart): Promise<Readable | null> {
    return orNull(async () => (await open(this.#fileOf(key))).createReadStream(part));
  }

  async tag(key: string): Promise<string | null> {
    return orNull(async () => {
      const { ino, mtimeMs, size } = await stat(this.#fileOf(key));
      return `${ino}-${mtimeMs}-${size}`;
    });
  }

  async copy(from: string, to: string, tag: string): Promise<void> {
    const file = this.#fileOf(to);
    const unfinished = await unfinishedFor(file);
    try {
      await link(this.#fileOf(from), unfinished);
      if ((await this.tag(from)) !== tag) throw new Error(`${from} is another file by now.`);
      await rename(unfinished, file);
    } finally {
      await rm(unfinished, { force: true });
    }
  }

  async write(key: string, bytes: Buffer): Promise<void> {
    const file = this.#fileOf(key);
    const unfinished = await unfinishedFor(file);
    try {
      await writeFile(unfinished, bytes, { flush: true });
      await rename(unfinished, file);
    } finally {
      await rm(unfinished, { force: true });
    }
  }

  async remove(key: string): Promise<void> {
    await rm(this.#fileOf(key), { force: true });
  }

  async tidy(): Promise<void> {
    try {
      await trimDirectory(this.#options.directory, Infinity);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }

  #fileOf(key: string): string {
    return path.join(this.#options.directory, key);
  }
}

/** A name beside a file, of a writer's own, so that nobody reads half of it. */
async function unfinishedFor(file: string): Promise<string> {
  await mkdir(path.dirname(file), { recursive: true });
  return `${file}.${randomUUID()}.tmp`;
}

async function orNull<Found>(look: () => Promise<Found>): Promise<Found | null> {
  try {
    return await look();
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}

/** Whoever sent the bytes went away before their end. */
function hasLeft(error: unknown): boolean {
  const codes: unknown[] = ['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET'];
  return error instanceof Error && 'code' in error && codes.includes(error.code);
}
