import path from 'node:path';

/** The absolute path of the checkout. */
export const repositoryRoot = path.resolve(import.meta.dirname, '../..');
