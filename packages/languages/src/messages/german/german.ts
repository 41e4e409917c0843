import { account } from './account.ts';
import { buying } from './buying.ts';
import { input } from './input.ts';
import { requests } from './requests.ts';
import { shopping } from './shopping.ts';

/** All that buyers are told, in German. */
export const german: Readonly<Record<string, string>> = {
  ...input,
  ...requests,
  ...account,
  ...buying,
  ...shopping,
};
