export { fetchFile, type FetchedFile, type FetchFault } from './fetch-file.ts';
export { guardedLookup } from './guarded-lookup.ts';
export { NotPublicError, refuseUrl, type Targets } from './targets.ts';
export { webAddress } from './web-address.ts';
