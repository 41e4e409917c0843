import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { AnswerMemory } from './answer-memory.ts';
import { keptAnswer, type KeptAnswer } from './kept-answer.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function answerOf(key: string, tags: readonly string[] = []): KeptAnswer {
  return keptAnswer({
    key,
    queryHash: key,
    supergraphId: 'supergraph',
    counted: { cost: 1, rootFields: [] },
    maxAgeSeconds: 5,
    keptSeconds: 5,
    variesBy: [],
    tags,
    askedAtMs: 0,
    heard: undefined,
    body: Buffer.from('{}'),
  });
}

it('an answer that is forgotten takes no memory, though requests led to it', async () => {
  const memory = new AnswerMemory(1_000_000);
  const rememberAndDrop = (): WeakRef<KeptAnswer> => {
    const answer = answerOf('a', ['prices']);
    memory.set(answer);
    memory.remember('request', answer);
    memory.drop(['prices']);
    return new WeakRef(answer);
  };
  const forgotten = rememberAndDrop();
  await new Promise(setImmediate);
  collectGarbage();
  expect(forgotten.deref()).toBeUndefined();
});

it('an answer counts with its key, which holds what a client has sent', () => {
  const memory = new AnswerMemory(100_000);
  const long = answerOf('x'.repeat(60_000));
  memory.set(long);
  expect(memory.get(long.key)).toBeUndefined();
});
