export { revokeKeysOf, type KeyRecord } from './repository.ts';
