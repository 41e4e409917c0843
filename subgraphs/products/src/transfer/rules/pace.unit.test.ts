import { expect, it } from 'vitest';
import { firstPace, nextPace, type Pace } from './pace.ts';

const pacesOf = (...dones: readonly (readonly [asked: number, done: number])[]): Pace[] =>
  dones.reduce<Pace[]>(
    (paces, [asked, done]) => [...paces, nextPace(paces.at(-1) ?? firstPace, asked, done)],
    [],
  );

it('takes twice as many after what went well, up to fifty', () => {
  const paces = pacesOf([1, 1], [2, 2], [4, 4], [8, 8], [16, 16], [32, 32], [50, 50]);
  expect(paces.map(({ together }) => together)).toEqual([2, 4, 8, 16, 32, 50, 50]);
});

it('takes no more than went well, where one had to be worked by itself', () => {
  expect(nextPace({ together: 50, alone: 0 }, 50, 7)).toEqual({ together: 7, alone: 0 });
});

it('tries a file of changes together only now and then', () => {
  const paces = pacesOf([50, 0], [1, 0], [1, 0], [1, 0], [1, 0], [1, 0], [1, 1]);
  expect(paces.map(({ alone }) => alone)).toEqual([1, 2, 4, 8, 16, 16, 0]);
});

it('keeps to its pace where the end of a file, or of a product in it, made a batch small', () => {
  expect(nextPace({ together: 50, alone: 0 }, 3, 3)).toEqual({ together: 50, alone: 0 });
});
