export { forgetPhotos, forgetPhotosBy, savePhotos } from './repository.ts';
export { planReviewPhotos } from './use-cases/plan-review-photos.ts';
