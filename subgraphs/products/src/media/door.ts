export { PathSigner } from './path-signer.ts';
export { documentPath, mailPicturePath, originalPath } from './rules/media-path.ts';
export { uploadKey } from './rules/storage-key.ts';
export type { Image } from './repository/images.ts';
export type { MediaFile } from './repository/files.ts';
export { findUpload, keepUpload } from './repository/uploads.ts';
export type { MediaStorage } from './ports.ts';
export { openStorage } from './storage/open-storage.ts';
