import type { QueryPlan } from '@apollo/query-planner';
import { expect, it, vi } from 'vitest';
import type { ClientNames } from '../supergraph/client-names.ts';
import { SharedAnswers } from './shared-answers.ts';

const plan = (): QueryPlan => ({ kind: 'QueryPlan' });
const names = {} as ClientNames;

it('makes an event into one answer for all who select the same of it', async () => {
  const answers = new SharedAnswers();
  const [event, execution] = [{ data: {} }, { plan: plan(), names, variablesJson: '{}' }];
  const execute = vi.fn(() => Promise.resolve({ data: '{}', errors: [] }));
  const given = await Promise.all([1, 2, 3].map(() => answers.of(event, execution, execute)));
  expect(new Set(given).size).toBe(1);
  expect(execute).toHaveBeenCalledOnce();
});

it('makes another answer for another event, plan or variables', async () => {
  const answers = new SharedAnswers();
  const [event, execution] = [{ data: {} }, { plan: plan(), names, variablesJson: '{}' }];
  const execute = vi.fn(() => Promise.resolve({ data: '{}', errors: [] }));
  await answers.of(event, execution, execute);
  await answers.of({ data: {} }, execution, execute);
  await answers.of(event, { ...execution, plan: plan() }, execute);
  await answers.of(event, { ...execution, variablesJson: '{"with":true}' }, execute);
  expect(execute).toHaveBeenCalledTimes(4);
});
