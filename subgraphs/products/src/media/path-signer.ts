import { createHmac, timingSafeEqual } from 'node:crypto';
import { renditionName } from './rules/rendition-name.ts';
import type { Rendition } from './rules/rendition.ts';

/** The parts of the path of a rendition, as somebody asks for it. */
export interface RenditionPath {
  readonly imageId: string;
  readonly signature: string;
  readonly name: string;
}

const signatureLength = 22; // 128 bits in base64url

/** Gives out the paths of renditions, and knows them again, so that nothing is made that the API did not give out. */
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
    const given = Buffer.from(signature);
    const candidates = this.#keys.map((key) => Buffer.from(sign(key, imageId, name)));
    return candidates.some((good) => good.length === given.length && timingSafeEqual(good, given));
  }
}

function sign(key: string, imageId: string, name: string): string {
  const digest = createHmac('sha256', key).update(`${imageId}/${name}`).digest('base64url');
  return digest.slice(0, signatureLength);
}
