import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/** A device with passkeys, as a browser speaks of it. */
export interface SoftwareAuthenticator {
  /** Answers `navigator.credentials.create`, as JSON. */
  readonly create: (options: object) => string;
  /** Answers `navigator.credentials.get`, as JSON; `changes` makes it answer falsely. */
  readonly get: (options: object, changes?: AnswerChanges) => string;
}

/** What an answer can be made false with. */
export interface AnswerChanges {
  readonly origin?: string;
  /** Whether the device has verified its user; it has unless this says otherwise. */
  readonly isVerified?: boolean;
  /** What it signs with, in place of its counter. */
  readonly counter?: number;
}

const flags = { present: 0x01, verified: 0x04, backupEligible: 0x08, backedUp: 0x10, attested: 0x40 };

/** A device for one user that signs with ES256 and attests nothing (WebAuthn level 3, 6.1 and 8.7). */
export function softwareAuthenticator(origin: string, rpId: string): SoftwareAuthenticator {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(16);
  let userHandle = '';
  let counter = 0;
  const rpIdHash = createHash('sha256').update(rpId).digest();
  const authenticatorData = (flag: number, count: number, attested = Buffer.alloc(0)): Buffer => {
    const counted = Buffer.alloc(4);
    counted.writeUInt32BE(count);
    return Buffer.concat([rpIdHash, Buffer.from([flag]), counted, attested]);
  };
  return {
    create: (options) => {
      const { challenge, user } = options as { challenge: string; user: { id: string } };
      userHandle = user.id;
      const flag = flags.present | flags.verified | flags.backupEligible | flags.backedUp | flags.attested;
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, coseKey(publicKey)]);
      const attestationObject = attestation(authenticatorData(flag, counter, attested));
      const clientDataJSON = clientData('webauthn.create', challenge, origin);
      return credential(id, { clientDataJSON, attestationObject, transports: ['internal'] });
    },
    get: (options, { origin: from = origin, isVerified = true, counter: count } = {}) => {
      const { challenge } = options as { challenge: string };
      counter += 1;
      const verified = isVerified ? flags.verified : 0;
      const flag = flags.present | verified | flags.backupEligible | flags.backedUp;
      const data = authenticatorData(flag, count ?? counter);
      const clientDataJSON = clientData('webauthn.get', challenge, from);
      const signature = signatureOf(privateKey, data, clientDataJSON);
      return credential(id, { clientDataJSON, authenticatorData: data, signature, userHandle });
    },
  };
}

function signatureOf(privateKey: KeyObject, data: Buffer, clientDataJSON: Buffer): Buffer {
  const digest = createHash('sha256').update(clientDataJSON).digest();
  return sign('sha256', Buffer.concat([data, digest]), privateKey);
}

function clientData(type: string, challenge: string, origin: string): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}

function credential(id: Buffer, response: Readonly<Record<string, Buffer | string | string[]>>): string {
  const told = Object.entries(response).map(([name, value]) => [
    name,
    Buffer.isBuffer(value) ? value.toString('base64url') : value,
  ]);
  const idText = id.toString('base64url');
  const answer = { id: idText, rawId: idText, type: 'public-key', clientExtensionResults: {} };
  return JSON.stringify({ ...answer, response: Object.fromEntries(told) as object });
}

/** COSE: `{1: 2, 3: -7, -1: 1, -2: x, -3: y}`. */
function coseKey(publicKey: KeyObject): Buffer {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const head = Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
  const between = Buffer.from([0x22, 0x58, 0x20]);
  return Buffer.concat([head, Buffer.from(x, 'base64url'), between, Buffer.from(y, 'base64url')]);
}

/** CBOR: `{fmt: 'none', attStmt: {}, authData}`. */
function attestation(data: Buffer): Buffer {
  const text = (value: string) => Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)]);
  const bytes = Buffer.concat([Buffer.from([0x58, data.length]), data]);
  const map = [text('fmt'), text('none'), text('attStmt'), Buffer.from([0xa0]), text('authData'), bytes];
  return Buffer.concat([Buffer.from([0xa3]), ...map]);
}
