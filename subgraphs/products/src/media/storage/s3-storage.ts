import type { Readable } from 'node:stream';
import { timeout, TimeoutStrategy } from 'cockatiel';
import { Client, CopyConditions, S3Error } from 'minio';
import type { ExpectedUpload, MediaStorage, StoredPart, UploadRequest } from '../ports.ts';
import { uploadKey } from '../rules/storage-key.ts';

/** Which bucket of which storage, and as whom. */
export interface S3StorageOptions {
  /** The storage's address, as this process and clients alike reach it. */
  readonly endpoint: string;
  readonly region: string;
  /** It has to be there. */
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** A transaction that waits for an answer must not wait longer. */
const maxWaitMs = 15_000;

/** Keeps files in a bucket of any storage that speaks S3. Clients send theirs to it, at addresses that are signed here. */
export class S3Storage implements MediaStorage {
  readonly #client: Client;
  readonly #bucket: string;
  readonly #limit = timeout(maxWaitMs, TimeoutStrategy.Aggressive);

  constructor({ endpoint, region, bucket, accessKeyId, secretAccessKey }: S3StorageOptions) {
    const { protocol, hostname, port } = new URL(endpoint);
    this.#bucket = bucket;
    this.#client = new Client({
      endPoint: hostname,
      useSSL: protocol === 'https:',
      ...(port !== '' && { port: Number(port) }),
      region,
      accessKey: accessKeyId,
      secretKey: secretAccessKey,
      pathStyle: true,
    });
  }

  async requestFor({ id, mediaType, expiresAt }: ExpectedUpload): Promise<UploadRequest> {
    const seconds = Math.max(1, Math.floor((expiresAt.getTime() - Date.now()) / 1_000));
    const url = await this.#client.presignedPutObject(this.#bucket, uploadKey(id), seconds);
    return { url, headers: [{ name: 'content-type', value: mediaType }] };
  }

  size(key: string): Promise<number | null> {
    return this.#orNull(async () => (await this.#client.statObject(this.#bucket, key)).size);
  }

  read(key: string, part?: StoredPart): Promise<Readable | null> {
    return this.#orNull(() =>
      part === undefined
        ? this.#client.getObject(this.#bucket, key)
        : this.#client.getPartialObject(this.#bucket, key, part.start, part.end - part.start + 1),
    );
  }

  tag(key: string): Promise<string | null> {
    return this.#orNull(async () => (await this.#client.statObject(this.#bucket, key)).etag);
  }

  async copy(from: string, to: string, tag: string): Promise<void> {
    if ((await this.tag(from)) !== tag) throw new Error(`${from} is another file by now.`); // some storages know no conditions
    const unchanged = new CopyConditions();
    unchanged.setMatchETag(tag);
    await this.#limit.execute(() =>
      this.#client.copyObject(this.#bucket, to, `/${this.#bucket}/${from}`, unchanged),
    );
  }

  async write(key: string, bytes: Buffer): Promise<void> {
    await this.#limit.execute(() => this.#client.putObject(this.#bucket, key, bytes, bytes.length));
  }

  async remove(key: string): Promise<void> {
    await this.#limit.execute(() => this.#client.removeObject(this.#bucket, key));
  }

  /** What is half written is nowhere: the storage shows objects that are whole. */
  tidy(): Promise<void> {
    return Promise.resolve();
  }

  async #orNull<Found>(look: () => Promise<Found>): Promise<Found | null> {
    try {
      return await this.#limit.execute(look);
    } catch (error) {
      if (error instanceof S3Error && missing.has(error.code ?? '')) return null;
      throw error;
    }
  }
}

/** Where there is no body to say it, the client says NotFound. */
const missing = new Set(['NoSuchKey', 'NotFound']);
