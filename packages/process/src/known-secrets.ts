import { createHash } from 'node:crypto';

/** SHA-256 of every key and password that has been in this repository, so that everybody knows it. */
const fingerprints: ReadonlySet<string> = new Set([
  // private keys: that of Docker Compose's former defaults, and the example of RFC 8037
  '3961e859ac1be5fdf7c32b119388aadd07e8b655ae3deb4c81da2d4d596808d4',
  '644d50ab64864c20a12b3c4656d46b4a48f69ef7c47ecdc8415cd28316b22ef5',
  // passwords of the sample's people
  'dc54d1638d1f3ad52e3444823b6b9e5b95567b270cb4ab357b37ceec0f439ed2',
  'c44d0370da3cab809f9a2860e75203d3ffaed07ffa2c93df945eeacabdad1701',
  // keys and passwords of tests
  '3eb1bd439947eb762998e566ccc2e099c791118b2f40579cc4f7da2b5061b7f9',
  'c59c6fd22a299c10420332c03d21e70b71d84e403102c0f3fada02b26af60713',
  'e460a82fe7942bbda1dcad83fa55eee73eb9b76a88384a7664b98f7ae5721fd8',
  '94edf6f4be6d2fbea4f925329fc7d37b13758a2d993511e1c5e8ee104e33e49f',
  '9aea76a967912d1723577e69d83f1a1b4dc89905e31ee9b185cb3421af9fe076',
  '3838c1b9a69aabf867255a690f5fc14f1362f49bbbe8c6fcdbb29245182b035a',
  '9a770f4c3b3cd976c8d733d6d2e4b4830a03e016d6a7031ba651dc9f9c55c864',
  'e241f0d3515acab23a7c523070f337f52403c9527abe3d7f6054c833893029c3',
  'd2c20a0a43df8fb319e5ffd11f39a41d7de4190cacf244108744caab4b729ed7',
  'f79269529a040f6d7ec878348ee34b1a2a1c36207c9e349eb92613ba81c1f602',
  'ff49dc24933064e687cc489ea9c409460612ab5b357a6309d144d4d534ea925b',
  'fbac3ae072240c9dd61b0d2c1e3e07b77fafcfe9a05ccc6ded03199c7ba64ae9',
  '9028ea0d15decaa35b2da21c0290af3b1a5ba0a30a591906f89b5074e209ea72',
  'c4bbcb1fbec99d65bf59d85c8cb62ee2db963f0fe106f483d9afa73bd4e39a8a',
  '1c16d47e7e2a49e2d380f699cd7abebb4c6c5d7e55a27280aa314e0b3bb5c1c6',
  '0796834ae778ad5495ef50031f6730d038f9df25066e2c0cd9c65732b154a6d1',
]);

/** What values that are for development or to be replaced say of themselves. */
const confession = /development|change.?me|placeholder|example|sample|\btests?\b/i;

/** Whether a key or password is one that everybody knows, from this repository or by what it says of itself. */
export function isKnownSecret(secret: string | Uint8Array): boolean {
  const fingerprint = createHash('sha256').update(secret).digest('hex');
  return fingerprints.has(fingerprint) || (typeof secret === 'string' && confession.test(secret));
}
