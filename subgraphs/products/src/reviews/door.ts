export { eraseFromReviews } from './repository/erasure.ts';
export { forgetReviewer, saveReviewer } from './repository/reviewers.ts';
