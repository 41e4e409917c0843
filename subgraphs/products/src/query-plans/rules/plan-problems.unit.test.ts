import { describe, expect, it } from 'vitest';
import { planProblems, type PlanNode } from './plan-problems.ts';

const node = (type: string, more: Partial<PlanNode> = {}): PlanNode => ({
  'Node Type': type,
  'Plan Rows': 100_000,
  'Actual Rows': 100_000,
  'Actual Loops': 1,
  ...more,
});
const tables = new Map([
  ['products', 100_000],
  ['categories', 80],
]);
const scan = (more: Partial<PlanNode> = {}) => node('Seq Scan', { 'Relation Name': 'products', ...more });
const indexScan = (more: Partial<PlanNode> = {}) =>
  node('Index Scan', { 'Relation Name': 'products', ...more });
const problemsOf = (plan: PlanNode) => planProblems(plan, tables).map(({ kind }) => kind);

describe('a sequential scan', () => {
  it('of a large table is told, wherever it is in the plan', () => {
    expect(problemsOf(node('Sort', { Plans: [scan()] }))).toEqual(['SEQUENTIAL_SCAN']);
  });

  it('is told by what it reads, not by what it lets through', () => {
    const few = { 'Plan Rows': 5, 'Actual Rows': 5, 'Rows Removed by Filter': 99_995 };
    expect(problemsOf(scan(few))).toEqual(['SEQUENTIAL_SCAN']);
  });

  it('of a small table, or one that stops after a part, is not', () => {
    expect(problemsOf(scan({ 'Relation Name': 'categories', 'Plan Rows': 80, 'Actual Rows': 80 }))).toEqual(
      [],
    );
    expect(problemsOf(node('Limit', { Plans: [scan({ 'Actual Rows': 10_000 })] }))).toEqual([]);
  });

  it('that was never begun is not', () => {
    expect(problemsOf(scan({ 'Actual Rows': 0, 'Actual Loops': 0 }))).toEqual([]);
  });
});

describe('a misestimate', () => {
  it.each([
    ['more', { 'Plan Rows': 100, 'Actual Rows': 20_000 }],
    ['fewer', { 'Plan Rows': 20_000, 'Actual Rows': 100 }],
  ])('by more than ten times is told: %s rows', (_which, rows) => {
    expect(problemsOf(indexScan(rows))).toEqual(['MISESTIMATE']);
  });

  it('of few rows is not', () => {
    expect(problemsOf(indexScan({ 'Plan Rows': 1, 'Actual Rows': 900 }))).toEqual([]);
  });

  it('of what was made of rows is not: there are no statistics of that', () => {
    expect(problemsOf(node('Aggregate', { 'Plan Rows': 200, 'Actual Rows': 20_000 }))).toEqual([]);
  });

  it('of many loops with few rows each is', () => {
    const rows = { 'Plan Rows': 1, 'Actual Rows': 20, 'Actual Loops': 5_000 };
    expect(problemsOf(indexScan(rows))).toEqual(['MISESTIMATE']);
  });

  it('below what stops when it has enough is told only when more rows came', () => {
    const below = (rows: Partial<PlanNode>) =>
      problemsOf(node('Limit', { 'Plan Rows': 20, 'Actual Rows': 20, Plans: [indexScan(rows)] }));
    expect(below({ 'Actual Rows': 20 })).toEqual([]);
    expect(below({ 'Plan Rows': 20, 'Actual Rows': 50_000 })).toEqual(['MISESTIMATE']);
  });
});
