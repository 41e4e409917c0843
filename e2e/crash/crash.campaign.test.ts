import { rounds, survivesDeaths } from './survive-deaths.ts';

survivesDeaths(rounds);
