/** Takes apart what is to be done, so that in no round anything is there twice, and what is about one thing stays in its order. */
export function roundsOf<One>(all: readonly One[], subjectOf: (one: One) => string): One[][] {
  const rounds: One[][] = [];
  const seen = new Map<string, number>();
  for (const one of all) {
    const subject = subjectOf(one);
    const round = seen.get(subject) ?? 0;
    seen.set(subject, round + 1);
    (rounds[round] ??= []).push(one);
  }
  return rounds;
}
