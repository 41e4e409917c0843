import { bags } from './bags.ts';
import { books } from './books.ts';
import { clothing } from './clothing.ts';
import type { DepartmentSpec } from './department-spec.ts';
import { electronics } from './electronics.ts';
import { home } from './home.ts';
import { kitchen } from './kitchen.ts';
import { outdoors } from './outdoors.ts';
import { shoes } from './shoes.ts';
import { toys } from './toys.ts';

/** The departments in the order in which the shop shows them. */
export const departments: readonly DepartmentSpec[] = [
  clothing,
  shoes,
  bags,
  home,
  kitchen,
  outdoors,
  electronics,
  books,
  toys,
];
