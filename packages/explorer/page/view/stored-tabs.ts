import { steps } from '../walk/walk.ts';

const tabsKey = 'graphiql:tabState';
const stepsKey = 'cartwright:steps';
const current = JSON.stringify(steps.map(({ document }) => document));

/** Shows the steps as they are now to somebody whose browser remembers other ones. */
export function forgetOldTabs(): void {
  if (localStorage.getItem(stepsKey) === current) return;
  localStorage.removeItem(tabsKey);
  localStorage.setItem(stepsKey, current);
}

/** Opens the page as on the first visit. */
export function startOver(): void {
  sessionStorage.clear();
  localStorage.removeItem(stepsKey);
  location.reload();
}
