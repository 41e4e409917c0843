/**
 * Draws from `kinds` things so that the n-th is drawn 1/n as often as the first, evenly spread and always the same.
 * @returns indices from 0
 */
export function zipfLike(kinds: number, draws: number): number[] {
  const weights = Array.from({ length: kinds }, (_, index) => 1 / (index + 1));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const owed = weights.map(() => 0);
  return Array.from({ length: draws }, () => {
    weights.forEach((weight, index) => (owed[index] = (owed[index] ?? 0) + weight / sum));
    const next = owed.indexOf(Math.max(...owed));
    owed[next] = (owed[next] ?? 0) - 1;
    return next;
  });
}
