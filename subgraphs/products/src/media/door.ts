export { PathSigner } from './path-signer.ts';
export { documentPath, mailPicturePath, originalPath } from './rules/media-path.ts';
export { uploadKey } from './rules/storage-key.ts';
export type { Image, Picture } from './repository/images.ts';
export { takesNoFiles, uploadNotFound, uploadRefused, uploadRequest, whyNotNow } from './upload-answers.ts';
export type { MediaFile } from './repository/files.ts';
export { findUpload, keepUpload } from './repository/uploads.ts';
export type { MediaStorage } from './ports.ts';
export { openStorage } from './storage/open-storage.ts';
