export { PathSigner } from './path-signer.ts';
export { mailPicturePath } from './rules/media-path.ts';
export type { Image } from './repository.ts';
