export { holdFiles, readGallery, saveImages, saveVariantImage } from './repository/pictures.ts';
export { storeChange } from './use-cases/edit-gallery.ts';
