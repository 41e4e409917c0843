import { generateSecret, generateURI, verifySync } from 'otplib';

const issuer = 'Cartwright';
/** How long an authenticator app shows a code. Source: RFC 6238, 5.2. */
const periodSeconds = 30;

/** 160 random bits, in base32, as RFC 4226 asks for. */
export const newTotpSecret = (): string => generateSecret();

/** What an authenticator app reads from a QR code: the secret, whose it is and for what. */
export function otpauthUri(secret: string, email: string): string {
  return generateURI({ issuer, label: email, secret });
}

/** A code to judge, and the time step of the last one that was taken. */
export interface JudgedCode {
  readonly secret: string;
  readonly code: string;
  readonly lastStep: number;
}

/** The time step that a code belongs to, one step early or late at most; undefined for a wrong one and one that was taken. */
export function stepOfCode({ secret, code, lastStep }: JudgedCode, now: Date): number | undefined {
  const digits = code.replaceAll(/\s/g, '');
  if (!/^\d{6}$/.test(digits)) return undefined;
  const epoch = Math.floor(now.getTime() / 1000);
  const verified = verifySync({ secret, token: digits, epoch, epochTolerance: periodSeconds });
  if (!verified.valid || !('timeStep' in verified)) return undefined;
  return verified.timeStep > lastStep ? verified.timeStep : undefined;
}
