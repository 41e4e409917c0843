import { randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import type { MediaStorage } from '../ports.ts';
import { storageKey, uploadKey } from '../rules/storage-key.ts';

/** A storage, and the length of what it is sent next. */
export interface OpenStorage extends AsyncDisposable {
  readonly storage: MediaStorage;
  readonly expect: (byteSize: number) => void;
}

/** What every storage of media does. */
export function mediaStorageSuite(open: () => Promise<OpenStorage>): void {
  const key = storageKey('ab'.repeat(32), 'image/png');
  const bytesOf = (length: number) => Buffer.from(Array.from({ length }, (_, index) => index % 251));
  const readWhole = async ({ storage }: OpenStorage, at: string) => {
    const found = await storage.read(at);
    return found && (await buffer(found));
  };
  const request = ({ storage }: OpenStorage, id: string, byteSize: number) =>
    storage.requestFor({ id, mediaType: 'image/png', byteSize, expiresAt: new Date(Date.now() + 60_000) });
  const put = async (url: string, bytes: Buffer) =>
    (
      await fetch(url, {
        method: 'PUT',
        headers: { 'content-type': 'image/png' },
        body: new Uint8Array(bytes),
      })
    ).status;

  it('gives back exactly what was written, and says how long it is', async () => {
    await using opened = await open();
    const bytes = bytesOf(300_000);
    await opened.storage.write(key, bytes);
    expect(await readWhole(opened, key)).toEqual(bytes);
    expect(await opened.storage.size(key)).toBe(bytes.length);
  });

  it('has nothing where nothing was written, and where it was taken away, however often', async () => {
    await using opened = await open();
    const { storage } = opened;
    expect([await storage.size(key), await storage.read(key)]).toEqual([null, null]);
    await storage.write(key, bytesOf(10));
    await storage.remove(key);
    await storage.remove(key);
    await storage.tidy();
    expect([await storage.size(key), await storage.read(key)]).toEqual([null, null]);
  });

  it('gives back a part of what was written', async () => {
    await using opened = await open();
    const bytes = bytesOf(300_000);
    await opened.storage.write(key, bytes);
    for (const [start, end] of [
      [0, 9],
      [100_000, 199_999],
      [299_990, 299_999],
    ] as const) {
      const part = await opened.storage.read(key, { start, end });
      expect(part && (await buffer(part)).equals(bytes.subarray(start, end + 1))).toBe(true);
    }
  });

  it('puts what is at one key at another, as long as it is still the same', async () => {
    await using opened = await open();
    const { storage } = opened;
    const [from, bytes] = [uploadKey(randomUUID()), bytesOf(1_000)];
    expect(await storage.tag(from)).toBeNull();
    await storage.write(from, bytes);
    const tag = (await storage.tag(from)) ?? '';
    await storage.copy(from, key, tag);
    await storage.copy(from, key, tag);
    await storage.remove(from);
    expect(await readWhole(opened, key)).toEqual(bytes);
    await storage.write(from, bytesOf(500));
    expect(await storage.tag(from)).not.toBe(tag);
    await expect(storage.copy(from, key, tag)).rejects.toThrow();
    expect(await readWhole(opened, key)).toEqual(bytes);
  });

  it('keeps the last of what many write at the same time, whole', async () => {
    await using opened = await open();
    const versions = Array.from({ length: 8 }, (_, index) => Buffer.alloc(100_000, index));
    await Promise.all(versions.map((bytes) => opened.storage.write(key, bytes)));
    const found = await readWhole(opened, key);
    expect(versions.some((bytes) => found?.equals(bytes))).toBe(true);
  });

  it('takes what a client sends as it was told to', async () => {
    await using opened = await open();
    const [id, bytes] = [randomUUID(), bytesOf(200_000)];
    opened.expect(bytes.length);
    const { url, headers } = await request(opened, id, bytes.length);
    expect(headers).toEqual([{ name: 'content-type', value: 'image/png' }]);
    expect([200, 201]).toContain(await put(url, bytes));
    expect(await readWhole(opened, uploadKey(id))).toEqual(bytes);
  });

  it('takes nothing at an address that it has not given out', async () => {
    await using opened = await open();
    const [id, bytes] = [randomUUID(), bytesOf(10)];
    opened.expect(bytes.length);
    const { url } = await request(opened, id, bytes.length);
    const other = randomUUID();
    expect(await put(url.replace(id, other), bytes)).toBe(403);
    expect(
      await put(
        url.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
        bytes,
      ),
    ).toBe(403);
    expect([await opened.storage.size(uploadKey(other)), await opened.storage.size(uploadKey(id))]).toEqual([
      null,
      null,
    ]);
  });
}
