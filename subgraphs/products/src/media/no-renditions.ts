import type { KeptRenditions } from './ports.ts';

/** Keeps nothing: every rendition is made again. */
export const noRenditions: KeptRenditions = {
  find: () => Promise.resolve(undefined),
  keep: () => Promise.resolve(),
};
