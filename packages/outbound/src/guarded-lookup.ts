import { lookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address.ts';
import { notPublic, type Targets } from './targets.ts';

/** Looks a name up for a connection, and refuses it where any of its addresses is not public. */
export function guardedLookup(targets: Targets): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) callback(error, []);
      else if (targets === 'public' && !addresses.every(({ address }) => isPublicAddress(address)))
        callback(notPublic(), []);
      else answerLookup(addresses, options.all === true, callback);
    });
  };
}

function answerLookup(
  addresses: readonly LookupAddress[],
  wantsAll: boolean,
  callback: Parameters<LookupFunction>[2],
): void {
  const [first] = addresses;
  if (wantsAll || first === undefined) callback(null, [...addresses]);
  else callback(null, first.address, first.family);
}
