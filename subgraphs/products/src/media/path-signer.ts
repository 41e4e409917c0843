import { createHmac, timingSafeEqual } from 'node:crypto';
import { renditionName } from './rules/rendition-name.ts';
import type { Rendition } from './rules/rendition.ts';

/** The parts of the path of a rendition, as somebody asks for it. */
export interface RenditionPath {
  readonly imageId: string;
  readonly signature: string;
  readonly name: string;
}

/** The parts of the address that an upload is sent to, as somebody uses it. */
export interface UploadAddress {
  readonly uploadId: string;
  /** In milliseconds since 1970. */
  readonly expires: string;
  readonly signature: string;
}

const signatureLength = 22; // 128 bits in base64url

/** Gives out paths, and knows them again, so that nothing is made, and nothing taken, that the API did not give a path for. */
export class PathSigner {
  readonly #keys: readonly [string, ...string[]];

  /** The first key signs; paths that another of them has signed stay good. */
  constructor(keys: readonly [string, ...string[]]) {
    this.#keys = keys;
  }

  /** The path of a rendition, below the store's public address. */
  pathOf(imageId: string, rendition: Rendition): string {
    const name = renditionName(rendition);
    return `/media/${imageId}/${sign(this.#keys[0], imageId, name)}/${name}`;
  }

  isGenuine({ imageId, signature, name }: RenditionPath): boolean {
    return this.#hasSigned(imageId, name, signature);
  }

  /** Where an upload is sent to until a time, below the store's public address. */
  uploadPathOf(uploadId: string, expiresAt: Date): string {
    const expires = String(expiresAt.getTime());
    const signature = sign(this.#keys[0], `uploads/${uploadId}`, expires);
    return `/media/uploads/${uploadId}?expires=${expires}&signature=${signature}`; // logs leave out what is behind the path
  }

  isGenuineUpload({ uploadId, expires, signature }: UploadAddress): boolean {
    return this.#hasSigned(`uploads/${uploadId}`, expires, signature);
  }

  #hasSigned(whose: string, name: string, signature: string): boolean {
    const given = Buffer.from(signature);
    const candidates = this.#keys.map((key) => Buffer.from(sign(key, whose, name)));
    return candidates.some((good) => good.length === given.length && timingSafeEqual(good, given));
  }
}

function sign(key: string, whose: string, name: string): string {
  const digest = createHmac('sha256', key).update(`${whose}/${name}`).digest('base64url');
  return digest.slice(0, signatureLength);
}
