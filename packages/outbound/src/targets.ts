import { isPublicHost } from './public-address.ts';

/** Where requests may go: over https to addresses of the public internet, or anywhere. */
export type Targets = 'public' | 'any';

/** That an address is refused. */
export class NotPublicError extends Error {
  override readonly name = 'NotPublicError';
}

/** That a name or an address leads somewhere else than to the public internet. */
export function notPublic(): NotPublicError {
  return new NotPublicError('Not sent: the address is not one that the internet reaches.');
}

/** Refuses a URL that says already that it does not lead to the public internet over TLS. @throws NotPublicError */
export function refuseUrl({ protocol, hostname }: URL, targets: Targets): void {
  if (targets === 'any') return;
  if (protocol !== 'https:') throw new NotPublicError('Not sent: the address is not one with https.');
  if (!isPublicHost(hostname)) throw notPublic();
}
