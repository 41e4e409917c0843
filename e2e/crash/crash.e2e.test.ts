import { rounds, survivesDeaths } from './survive-deaths.ts';

// One that is confirmed and one that is undone; the others are for `npm run test:all`.
survivesDeaths([rounds[1], rounds[4]].filter((round) => round !== undefined));
