export { PathSigner } from './path-signer.ts';
export { documentPath, mailPicturePath } from './rules/media-path.ts';
export type { Image } from './repository/images.ts';
export type { MediaFile } from './repository/files.ts';
