import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from '@cartwright/process';
import { isMissing, trimDirectory } from './trim-directory.ts';
import type { KeptRenditions, RenditionKey } from './ports.ts';

/** Where renditions are kept, and how much of them. */
export interface DiskOptions {
  /** Created when it is missing; processes on one machine may share it. */
  readonly directory: string;
  /** What is beyond it is deleted, the least recently used first. */
  readonly maxBytes: number;
  readonly logger: Logger;
}

const digestBytes = 32;
const hourMs = 60 * 60 * 1_000;

/**
 * Keeps renditions as files: the SHA-256 of the rendition, then the rendition itself, so that a damaged file is made anew.
 * Where nothing can be written, nothing is kept, which is logged once.
 */
export class DiskRenditions implements KeptRenditions {
  readonly #options: DiskOptions;
  /** Bytes that may be written before the directory is looked through; the first look is at the first write. */
  #untilTrim = 0;
  #trimming: Promise<void> | undefined;
  #isFailing = false;

  constructor(options: DiskOptions) {
    this.#options = options;
  }

  async find(key: RenditionKey): Promise<Buffer | undefined> {
    try {
      return verified(await readUsed(this.#fileOf(key)));
    } catch (error) {
      if (!isMissing(error)) this.#noteFailure(error);
      return undefined;
    }
  }

  async keep(key: RenditionKey, bytes: Buffer): Promise<void> {
    try {
      await writeWhole(this.#fileOf(key), Buffer.concat([digestOf(bytes), bytes]));
      this.#isFailing = false;
    } catch (error) {
      this.#noteFailure(error);
    }
    this.#untilTrim -= bytes.length;
    if (this.#untilTrim <= 0) this.#trimming ??= this.#trim();
  }

  /** Waits until it has nothing to do. */
  async close(): Promise<void> {
    await this.#trimming;
  }

  /** Looks through the directory again after an eighth of its limit, since other processes may write there too. */
  async #trim(): Promise<void> {
    const { directory, maxBytes } = this.#options;
    this.#untilTrim = maxBytes / 8;
    try {
      await trimDirectory(directory, maxBytes);
    } catch (error) {
      if (!isMissing(error)) this.#noteFailure(error); // somebody else deletes there too
    }
    this.#trimming = undefined;
  }

  #fileOf({ imageId, name }: RenditionKey): string {
    return path.join(this.#options.directory, imageId.slice(-2), imageId, name);
  }

  #noteFailure(error: unknown): void {
    if (this.#isFailing) return;
    this.#isFailing = true;
    const { logger, directory } = this.#options;
    logger.warn({ err: error, directory }, 'pictures cannot be kept and are made for each request');
  }
}

/** Reads a file and notes, to the hour, that it was used. */
async function readUsed(file: string): Promise<Buffer> {
  await using handle = await open(file);
  const now = new Date();
  const { mtimeMs } = await handle.stat();
  if (now.getTime() - mtimeMs > hourMs) await handle.utimes(now, now).catch(() => undefined); // a read-only disk
  return await handle.readFile();
}

/** Writes a file under a name of its own first, so that nobody reads half of it. */
async function writeWhole(file: string, bytes: Buffer): Promise<void> {
  const unfinished = `${file}.${randomUUID()}.tmp`;
  await mkdir(path.dirname(file), { recursive: true });
  try {
    await writeFile(unfinished, bytes);
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    throw error;
  }
}

function verified(stored: Buffer): Buffer | undefined {
  const bytes = stored.subarray(digestBytes);
  return digestOf(bytes).equals(stored.subarray(0, digestBytes)) ? bytes : undefined;
}

function digestOf(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
