/** What of a vote its review counts; null for none. */
export type Counted = { readonly isHelpful: boolean } | null;

/** How the numbers of a review's votes change. */
export interface VoteChange {
  readonly helpful: number;
  readonly unhelpful: number;
}

/** What becomes of a review's votes when one customer votes, changes the vote or takes it back. */
export function voteChange(before: Counted, after: Counted): VoteChange {
  const [was, is] = [weightOf(before), weightOf(after)];
  return { helpful: is.helpful - was.helpful, unhelpful: is.unhelpful - was.unhelpful };
}

function weightOf(vote: Counted): VoteChange {
  if (vote === null) return { helpful: 0, unhelpful: 0 };
  return vote.isHelpful ? { helpful: 1, unhelpful: 0 } : { helpful: 0, unhelpful: 1 };
}
