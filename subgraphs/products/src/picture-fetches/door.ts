export { readPictures, type AddressedPicture } from './fetch-input.ts';
export { requestPictures } from './use-cases/ask-for-pictures.ts';
