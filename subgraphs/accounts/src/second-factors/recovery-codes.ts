import { randomBytes } from 'node:crypto';
import { hashOpaqueToken } from '@cartwright/identity';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const recoveryCodeCount = 10;

/** Ten codes of 80 random bits, in letters that are not taken for one another: `4F7K-9QWX-2M3N-8RTV`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: recoveryCodeCount }, () => {
    const letters = Array.from(randomBytes(16), (byte) => alphabet.charAt(byte & 31)).join('');
    return (letters.match(/.{4}/g) ?? []).join('-');
  });
}

/** What is stored of a recovery code; typed in lower case, with O for 0 or without hyphens it is the same. */
export function hashRecoveryCode(code: string): string {
  const plain = code.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
  const typed = plain.replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  return hashOpaqueToken(typed);
}
