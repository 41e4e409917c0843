import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

/** Keeps texts so that who reads where they are kept cannot read them without the key. */
export interface Seal {
  /** `owner` is whose text it is: sealed for one, it opens for no other. */
  readonly close: (text: string, owner: string) => string;
  /** @throws Error when it was sealed with other keys, or for another owner */
  readonly open: (sealed: string, owner: string) => string;
  /** Whether it is sealed with the first key; false as well where it opens with none. */
  readonly isCurrent: (sealed: string, owner: string) => boolean;
}

/**
 * AES-256-GCM: the first key seals, the others open what was sealed before it took their place.
 * @param purpose what is sealed: a key that serves two purposes opens nothing of one with what the other has
 */
export function createSeal(purpose: string, keys: readonly string[]): Seal {
  const derived = keys.map((key) => Buffer.from(hkdfSync('sha256', key, '', `cartwright ${purpose}`, 32)));
  const [first] = derived;
  if (first === undefined) throw new TypeError('A seal needs a key.');
  return {
    close: (text, owner) => {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv(algorithm, first, iv).setAAD(Buffer.from(owner));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
    },
    open: (sealed, owner) => {
      for (const key of derived) {
        const text = tryOpen(key, Buffer.from(sealed, 'base64url'), owner);
        if (text !== undefined) return text;
      }
      throw new Error(`What is sealed opens with none of the keys for ${purpose}.`);
    },
    isCurrent: (sealed, owner) => tryOpen(first, Buffer.from(sealed, 'base64url'), owner) !== undefined,
  };
}

function tryOpen(key: Buffer, sealed: Buffer, owner: string): string | undefined {
  try {
    const iv = sealed.subarray(0, ivBytes);
    const decipher = createDecipheriv(algorithm, key, iv, { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(owner)).setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
    const body = sealed.subarray(ivBytes + tagBytes);
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
