import type { WorldReport } from './run-world.ts';

/** Describes what went wrong in a world: the seed, the violations, the histories of the orders concerned. */
export function describeBroken({ seed, buyers, violations, histories }: WorldReport): string {
  const shown = violations.slice(0, 10).map(({ invariant, message }) => `  ${invariant}: ${message}`);
  const more = violations.length > shown.length ? [`  … and ${violations.length - shown.length} more`] : [];
  const lives = Object.entries(histories).map(
    ([orderId, lines]) => `\norder ${orderId}\n${lines.join('\n')}`,
  );
  const replay = `npm run simulate -- --world ${seed} --buyers ${buyers}`;
  return [`World ${seed} is broken. Run it again: ${replay}`, ...shown, ...more, ...lives].join('\n');
}
