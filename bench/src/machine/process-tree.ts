import { readdirSync } from 'node:fs';
import { processStat, type ProcessStat } from './process-stat.ts';

/** Every process of this machine. */
function everyProcess(): ProcessStat[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => processStat(Number(name)) ?? []);
}

/** A process and all who descend from it, as PostgreSQL's backends do from the postmaster. */
export function processTrees(roots: readonly number[]): ReadonlyMap<number, readonly ProcessStat[]> {
  const all = everyProcess();
  const children = Map.groupBy(all, ({ parent }) => parent);
  const below = (pid: number): ProcessStat[] =>
    (children.get(pid) ?? []).flatMap((child) => [child, ...below(child.pid)]);
  return new Map(
    roots.map((root) => [root, [...all.filter(({ pid }) => pid === root), ...below(root)]] as const),
  );
}
