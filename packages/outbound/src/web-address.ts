import { Fault, field } from '@cartwright/input';
import { isPublicHost } from './public-address.ts';
import type { Targets } from './targets.ts';

const maxLength = 2_000;

/** An address that somebody types for requests to go to: absolute, without a password, and public where it has to be. */
export function webAddress(targets: Targets) {
  return field((given) => {
    if (given === null) return new Fault('REQUIRED', 'Please give an address.');
    if (given.length > maxLength) return new Fault('TOO_LONG', `Please use at most ${maxLength} characters.`);
    const url = URL.parse(given.trim());
    if (url === null || !/^https?:$/.test(url.protocol))
      return new Fault('INVALID_FORMAT', 'Please give an absolute https address.');
    return urlFault(url, targets) ?? url.href;
  });
}

function urlFault(url: URL, targets: Targets): Fault | undefined {
  if (url.username !== '' || url.password !== '')
    return new Fault('INVALID_VALUE', 'Please give an address without a user or a password.');
  if (targets === 'any') return undefined;
  if (url.protocol !== 'https:') return new Fault('INVALID_VALUE', 'Please give an address with https.');
  return isPublicHost(url.hostname)
    ? undefined
    : new Fault('INVALID_VALUE', 'Please give an address that the internet reaches.');
}
