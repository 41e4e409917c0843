export { createRandom, type Random } from './random.ts';
export { hashText } from './hash-text.ts';
