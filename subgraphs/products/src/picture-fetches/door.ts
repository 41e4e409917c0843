export { readPictures, type AddressedPicture } from './rules/fetch-input.ts';
export { requestPictures } from './use-cases/ask-for-pictures.ts';
