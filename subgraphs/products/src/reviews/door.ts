export { eraseAuthor, forgetReviewer, saveReviewer } from './repository/reviewers.ts';
