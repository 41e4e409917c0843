export { forgetReviewer, saveReviewer } from './repository/reviewers.ts';
