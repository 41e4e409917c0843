export { eraseReports } from './repository/reports.ts';
export { eraseVotes } from './repository/votes.ts';
export { eraseAuthor, forgetReviewer, saveReviewer } from './repository/reviewers.ts';
