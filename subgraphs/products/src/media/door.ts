export { mailPicturePath } from './rules/media-path.ts';
export type { Image } from './repository.ts';
